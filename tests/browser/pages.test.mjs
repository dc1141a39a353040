// Every page, light and dark, on a phone and on a desk: no fault that axe knows, nothing that the
// page's policy forbids, nothing wider than the screen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, missing, pages, serve } from "./server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NAMES = [
  "home", "search", "unfound", "articles", "article", "event", "person", "place", "timeline", "query", "table", "bars",
  "line", "map", "mistake", "question", "form", "vocabulary", "dumps",
  "nothing",
];
/** Pages that are answers to a mistake; the browser notes their status on its console. */
const STATUS = { mistake: 400, nothing: 404 };

describe("pages in a browser", { skip: missing }, () => {
  let server, browser, paths;

  before(async () => {
    server = await serve();
    browser = await launch();
    paths = await pages(server.address);
  });

  after(async () => {
    await browser?.close();
    server?.stop();
  });

  test("each kind of page is looked at", () => assert.deepEqual(Object.keys(paths), NAMES));

  for (const name of NAMES) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [390, 1440]) {
        test(`${name}, ${colorScheme}, ${width} wide`, async () => {
          const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
          try {
            await look(await context.newPage(), name);
          } finally {
            await context.close();
          }
        });
      }
    }
  }

  async function look(page, name) {
    const told = [];
    page.on("console", (message) => {
      const isStatus = STATUS[name] && message.text().includes(`status of ${STATUS[name]}`);
      if (message.type() === "error" && !isStatus) told.push(message.text());
    });
    page.on("pageerror", (error) => told.push(String(error)));
    await page.addInitScript(() => {
      window.violations = [];
      addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
    });
    const response = await page.goto(server.address + paths[name], { waitUntil: "networkidle" });
    assert.equal(response.status(), STATUS[name] ?? 200);
    assert.deepEqual(told, [], "console");
    assert.deepEqual(await page.evaluate(() => window.violations), [], "policy");
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= screen, `${wide} pixels wide`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    const faults = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).slice(0, 5).join(", ")}`);
    assert.deepEqual(faults, [], "axe");
  }
});
