// The query page as somebody uses it, with and without scripts.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, missing, serve } from "./server.mjs";

describe("the query page", { skip: missing }, () => {
  let server, browser;

  before(async () => {
    server = await serve();
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    server?.stop();
  });

  async function on(path, options, use) {
    const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
    try {
      const page = await context.newPage();
      await page.goto(server.address + path, { waitUntil: "networkidle" });
      await use(page);
    } finally {
      await context.close();
    }
  }

  /** Puts a text into the editor, key by key, so that it completes as it would for a person. */
  async function write(page, text) {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.type(text);
  }

  test("a query is written, completed, run and shared", () =>
    on("/query", {}, async (page) => {
      await write(page, "SELECT ?visit WHERE { ?visit a visit");
      const offer = page.locator(".cm-tooltip-autocomplete li", { hasText: /^ng:Visit/ }).first();
      await offer.waitFor();
      await offer.click();
      assert.equal(await page.locator(".cm-line").first().textContent(), "SELECT ?visit WHERE { ?visit a ng:Visit}");
      await page.keyboard.press("Control+Enter");
      await page.locator("#answer table.answer").waitFor();
      assert.match(await page.locator("#answer .count").textContent(), /^\d+ rows$/);
      assert.match(await page.locator(".told").textContent(), /^\d+ rows$/);
      const address = page.url();
      assert.match(address, /\/query\?query=SELECT/);
      const rows = await page.locator("#answer tbody tr").count();
      await page.goto(address);
      assert.equal(await page.locator("#answer tbody tr").count(), rows);
      await page.locator("#answer tbody a").first().click();
      assert.match(page.url(), /\/data\/event\/.*\.html$/);
    }));

  test("a mistake is told and marked where it is", () =>
    on("/query", {}, async (page) => {
      await write(page, "SELECT * WHERE { ?x ng:agent ");
      await page.keyboard.press("Escape");
      await page.locator("button.run").click();
      const refusal = page.locator("#answer [role=alert]");
      await refusal.waitFor();
      assert.match(await refusal.textContent(), /Line 1, column \d+/);
      assert.equal(await page.locator(".cm-mistake").count(), 1);
    }));

  test("the answer before is there again after going back", () =>
    on("/query?query=ASK%20%7B%7D", {}, async (page) => {
      await write(page, "SELECT (7 AS ?n) {");
      await page.locator("button.run").click();
      await page.locator("#answer table.answer").waitFor();
      await page.goBack({ waitUntil: "networkidle" });
      assert.equal(await page.locator("#answer .truth").textContent(), "Yes");
    }));

  test("the keyboard gets into the editor and out again", () =>
    on("/query", {}, async (page) => {
      for (let key = 0; key < 20; key++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(() => document.activeElement.className === "editor")) break;
      }
      assert.equal(await page.evaluate(() => document.activeElement.className), "editor");
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Run");
    }));

  test("a question is asked by the keyboard, and names are offered", () =>
    on("/query/claims", {}, async (page) => {
      const field = page.getByLabel("The source");
      for (let key = 0; key < 20 && !(await field.evaluate((it) => it === document.activeElement)); key++) {
        await page.keyboard.press("Tab");
      }
      await page.keyboard.type("kakar");
      // The list is the browser's own; it is filled with who is meant.
      await page.locator("datalist option[value^='person:']").first().waitFor({ state: "attached" });
      await page.keyboard.press("Enter");
      await page.waitForURL(/who=/);
      await page.locator("#answer table.answer").waitFor();
    }));

  test("files can be had of the whole answer", () =>
    on("/query/visits", {}, async (page) => {
      const saved = page.waitForEvent("download");
      await page.getByRole("link", { name: "CSV" }).click();
      assert.equal((await saved).suggestedFilename(), "visits.csv");
    }));

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? "with scripts" : "without scripts";

    test(`a question of the library is asked ${how}`, () =>
      on("/query", { javaScriptEnabled }, async (page) => {
        await page.getByRole("link", { name: "Plans and promises" }).click();
        await page.getByLabel("Only what is presented so").selectOption("Promised");
        await page.getByRole("button", { name: "Ask" }).click();
        await page.waitForURL(/status=Promised/);
        assert.match(await page.locator("#answer .count").textContent(), /rows?$/);
      }));

    test(`a chart is drawn ${how}`, () =>
      on("/query/trend", { javaScriptEnabled }, async (page) => {
        await page.getByRole("link", { name: "Bars" }).click();
        await page.locator("table.bars").waitFor();
        await page.getByRole("button", { name: "Draw" }).click();
        await page.waitForURL(/show\.numbers=/);
        assert.ok(await page.locator("table.bars tr rect").count());
      }));
  }

  test("a query is asked in a plain field without scripts", () =>
    on("/query", { javaScriptEnabled: false }, async (page) => {
      await page.getByLabel("SPARQL query").fill("SELECT ?x { ?x a ng:Person } LIMIT 3");
      await page.getByRole("button", { name: "Run" }).click();
      assert.equal(await page.locator("#answer tbody tr").count(), 3);
      assert.equal(await page.getByLabel("SPARQL query").inputValue(), "SELECT ?x { ?x a ng:Person } LIMIT 3");
    }));
});
