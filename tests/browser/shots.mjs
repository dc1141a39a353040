// Pictures of every page, for people to look at: node shots.mjs FOLDER [STORE] [NAME ...]

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, missing, pages, serve } from "./server.mjs";

if (missing) throw new Error(missing);
const [folder = "shots", store, ...names] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await serve({ store });
const browser = await launch();
try {
  for (const [name, path] of Object.entries(await pages(server.address))) {
    if (names.length && !names.includes(name)) continue;
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [390, 1440]) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        await page.goto(server.address + path, { waitUntil: "networkidle" });
        // The graph of an entity comes to rest.
        await page.waitForTimeout(700);
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  server.stop();
}
