// The program with the sample articles on a port of its own, and Chromium to look at it.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const root = dirname(dirname(import.meta.dirname));
const program = process.env.NEWSGRAPH ?? join(root, "target/release/newsgraph");
const browser = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** What is missing for these tests, or false. */
export const missing =
  (!existsSync(program) && `${program} is not there: cargo build --release, or name it in NEWSGRAPH`) ||
  (!existsSync(browser) && `${browser} is not there: install Chromium, or name it in CHROMIUM`);

/** Starts a server over a store, or over articles: without either, the sample articles. */
export async function serve({ store, articles = join(root, "data/articles") } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "newsgraph-browser-"));
  store ||= build(folder, articles);
  const process = spawn(program, ["serve", "--store", store, "--listen", "127.0.0.1:0", "--log", "none"]);
  const [line] = await Promise.race([
    once(createInterface(process.stderr), "line"),
    once(process, "exit").then(() => Promise.reject(new Error("the server does not start"))),
  ]);
  const address = /http:\/\/[\d.:]+/.exec(line)[0];
  return {
    address,
    stop() {
      process.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function build(folder, articles) {
  const store = join(folder, "news.nq.zst");
  const built = spawnSync(program, ["build", articles, "--store", store]);
  if (built.status !== 0) throw new Error(String(built.stderr));
  return store;
}

function once(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...values) => resolve(values)));
}

/** A browser that asks nobody but the server. */
export function launch() {
  return chromium.launch({
    executablePath: browser,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
      "--disable-background-networking", "--disable-component-update",
    ],
  });
}

/** Rows of a query, each an object of plain values. */
export async function ask(address, query) {
  const response = await fetch(`${address}/sparql?query=${encodeURIComponent(query)}`);
  const { results } = await response.json();
  return results.bindings.map((row) => Object.fromEntries(Object.entries(row).map(([name, { value }]) => [name, value])));
}

/** A page of each kind, by name. */
export async function pages(address) {
  const path = (iri) => iri.replace(/^https?:\/\/[^/]+/, "");
  const most = async (pattern) => {
    const query = `SELECT ?x (COUNT(*) AS ?n) { ${pattern} } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1`;
    const [row] = await ask(address, query);
    return row.x;
  };
  const article = await most("?report ng:article ?x");
  const event = await most("?report ng:reports ?x");
  const person = await most("?event sem:hasActor ?x . ?x a ng:Person");
  const place = await most("?event sem:hasPlace ?x");
  const counts = "SELECT ?kind (COUNT(?event) AS ?events) { ?event a ?kind . ?kind rdfs:subClassOf ng:Event } GROUP BY ?kind ORDER BY DESC(?events)";
  const spots = 'SELECT ?name ?lat ?long { VALUES (?name ?lat ?long) { ("Lima" -12.0 -77.0) ("Ürümqi" 43.8 87.6) } }';
  const query = (text, more = "") => `/query?query=${encodeURIComponent(text)}${more}`;
  return {
    home: "/",
    search: `/search?q=${encodeURIComponent("the")}`,
    unfound: "/search?q=zzz",
    articles: "/articles",
    article: path(article),
    event: path(event),
    person: path(person),
    place: path(place),
    timeline: `/timeline?of=${encodeURIComponent(person)}`,
    query: "/query",
    table: query(counts),
    bars: query(counts, "&show.as=bars"),
    line: "/query/trend?show.as=line",
    map: query(spots, "&show.as=map"),
    mistake: query("SELECT * WHERE {\n  ?x ng:agent }"),
    question: "/query/visits",
    form: "/query/claims",
    vocabulary: "/ns",
    dumps: "/dumps/",
    nothing: "/nothing-of-that-name",
  };
}
