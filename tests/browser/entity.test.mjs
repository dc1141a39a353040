// The page of an entity as somebody uses it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, missing, pages, serve } from "./server.mjs";

describe("the page of an entity", { skip: missing }, () => {
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

  async function on(path, options, use) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    try {
      const page = await context.newPage();
      await page.goto(server.address + path, { waitUntil: "networkidle" });
      await use(page);
    } finally {
      await context.close();
    }
  }

  test("somebody in the graph is chosen and unfolded", () =>
    on(paths.person, {}, async (page) => {
      const graph = page.locator(".graph");
      await graph.waitFor();
      const before = await page.locator(".graph-bar").textContent();
      assert.match(before, /unfold/);
      const asked = page.waitForResponse(/company\.json/);
      await choose(page, graph);
      await page.getByRole("button", { name: "Unfold" }).click();
      assert.equal((await asked).status(), 200);
    }));

  /** Clicks through the canvas until a node that can be unfolded is met. */
  async function choose(page, graph) {
    await page.waitForTimeout(900);
    const { width, height } = await graph.boundingBox();
    for (let y = 16; y < height; y += 10) {
      for (let x = 16; x < width; x += 10) {
        await graph.click({ position: { x, y } });
        if (await page.getByRole("button", { name: "Unfold" }).count()) return;
      }
    }
    assert.fail("no node in the graph");
  }

  test("it is whole without scripts", () =>
    on(paths.person, { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.locator("table.company tbody tr").count());
      assert.ok(await page.locator(".timeline > li .badge").count());
      assert.equal(await page.locator(".graph").isVisible(), false);
    }));

  test("the events of one part are listed", () =>
    on(paths.timeline, {}, async (page) => {
      const chip = page.locator(".chips a").nth(1);
      const words = await chip.locator(".number").textContent();
      await chip.click();
      assert.equal(await page.locator(".timeline > li").count(), Number(words));
    }));
});
