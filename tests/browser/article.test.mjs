// Articles and events as somebody reads them: by the mouse, by the keyboard, without scripts, on paper.
// The articles are made for this: one denies what another tells, one has a word longer than a line.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ask, launch, missing, serve } from "./server.mjs";

describe("an article", { skip: missing }, () => {
  let server, browser;

  before(async () => {
    server = await serve({ articles: join(import.meta.dirname, "articles.jsonl") });
    browser = await launch();
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

  const focused = (page, selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);

  for (const width of [390, 1200]) {
    test(`a fact is chosen and left by the keyboard, ${width} wide`, () =>
      on("/id/article/denial", { viewport: { width, height: 900 } }, async (page) => {
        for (let key = 0; key < 40 && !(await focused(page, ".told.denied")); key++) await page.keyboard.press("Tab");
        assert.ok(await focused(page, ".told.denied"), "the tab key comes to the words");
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        assert.notEqual(outline, "none", "one sees where one is");
        await page.keyboard.press("Enter");
        assert.ok(await focused(page, ".fact.selected .head"));
        assert.equal(await page.locator(".fact.selected .head").getAttribute("aria-expanded"), "true");
        assert.match(await page.locator(".fact.selected .more").innerText(), /denied[\s\S]*says who\s+Maria Lund/);
        await page.keyboard.press("Escape");
        assert.ok(await focused(page, ".told.denied"), "one is back at the words");
        assert.equal(await page.locator(".fact.selected").count(), 0);
        await page.locator(".fact .head").first().focus();
        await page.keyboard.press("Space");
        assert.equal(await page.locator(".fact.selected").count(), 1);
      }));
  }

  test("without scripts the words lead to what they tell", () =>
    on("/id/article/denial", { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator(".fact .more >> visible=true").count(), 0);
      await page.locator(".told.denied").first().click();
      assert.equal(await page.locator(".fact .more >> visible=true").count(), 1);
    }));

  test("what is told twice in a paragraph has one card, which both lead to", () =>
    on("/id/article/visit", {}, async (page) => {
      const words = await page.locator(".fact .what").allInnerTexts();
      assert.deepEqual(words, [...new Set(words)]);
    }));

  test("planned, denied and claimed differ from done in more than colour", async () => {
    const look = (path, selector) =>
      on(path, {}, async (page) => {
        const found = await page.locator(selector).first().evaluate((mark) => {
          const [own, before] = [getComputedStyle(mark), getComputedStyle(mark, "::before")];
          return [own.borderBottomStyle, own.textDecorationLine, before.content].join(" ");
        });
        looks.push(found);
      });
    const looks = [];
    await look("/id/article/visit", ".told.done:not(.claims)");
    await look("/id/article/visit", ".told.done.claims.first");
    await look("/id/article/visit", ".told.ahead");
    await look("/id/article/denial", ".told.denied");
    assert.equal(new Set(looks).size, looks.length, looks.join("; "));
  });

  test("an event that is affirmed and denied is headed as neither", async () => {
    const [{ event }] = await ask(server.address, "SELECT ?event { ?report ng:reports ?event ; ng:polarity ng:Negative ; ng:article <id/article/denial> }");
    await on(new URL(event).pathname, {}, async (page) => {
      assert.match(await page.locator("h1").innerText(), /^Disputed: /);
      assert.deepEqual(await page.locator(".side h3").allInnerTexts(), ["Told as done or going on", "Denied"]);
      assert.ok(await page.locator(".side.denied blockquote").count());
    });
  });

  for (const path of ["/id/article/visit", "/id/article/rtl", "/search?q=don", "/id/person/jonas-weil", "/articles", "/"]) {
    test(`long words and other scripts stay on a narrow screen: ${path}`, () =>
      on(path, { viewport: { width: 320, height: 700 } }, async (page) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 320, `${wide} pixels wide`);
      }));
  }

  test("places are on the map", () =>
    on("/query/map?show.as=map", {}, async (page) => {
      const names = await page.locator(".map .dot title").allTextContents();
      assert.ok(names.includes("Bergen"), names.join());
    }));

  test("on paper there is the article and nothing to press", () =>
    on("/id/article/visit", {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      for (const selector of ["header.site", "footer.site", ".formats", ".breadcrumb"]) {
        assert.equal(await page.locator(selector).isVisible(), false, selector);
      }
      assert.ok(await page.locator(".passage > p").first().isVisible());
    }));
});
