// 64 clients for a minute, each with the next of the requests that programs and people send:
// node load.mjs ADDRESS PID [SECONDS]. PID is the server's, for its memory. Exits with 1 on an error.

import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const [address, pid, seconds = "60"] = process.argv.slice(2);
const [page, turtle, json] = ["text/html", "text/turtle", "application/sparql-results+json"].map((accept) => ({ accept }));
const sparql = (text) => `/sparql?query=${encodeURIComponent(text)}`;

/** The things that most is told of. */
async function most(pattern) {
  const query = `SELECT ?x (COUNT(*) AS ?n) { ${pattern} } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1`;
  const response = await fetch(address + sparql(query), { headers: json });
  const [row] = (await response.json()).results.bindings;
  return row.x.value;
}

const article = await most("?report ng:article ?x");
const person = await most("?event sem:hasActor ?x . ?x a ng:Person");
const data = (iri, form) => `/data/${iri.split("/id/")[1]}.${form}`;
const requests = [
  ["/", page], ["/articles", page], ["/articles?page=2", turtle], ["/search?q=president", page], ["/search?q=said+minister", page],
  [data(article, "html"), page], [data(article, "ttl"), turtle], [data(person, "html"), page], [data(person, "ttl"), turtle],
  [`/id/${article.split("/id/")[1]}`, turtle], ["/query", page], ["/ns", turtle], ["/healthz", page], ["/assets/newsgraph.css", page],
  [sparql("SELECT ?e ?l { ?e a ng:Visit ; rdfs:label ?l } LIMIT 20"), json], [sparql(`SELECT ?p ?o { <${person}> ?p ?o }`), json],
  [sparql(`ASK { <${person}> ng:visited ?place }`), json], [sparql(`SELECT ?r { ?r ng:article <${article}> }`), json],
].map(([path, headers]) => ({ path, headers }));

const memory = () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024);
const before = memory();
let largest = before;
const watch = setInterval(() => { largest = Math.max(largest, memory()); }, 250);
const { requests: sent, latency, errors, statusCodeStats } = await autocannon({
  url: address, connections: 64, duration: Number(seconds), timeout: 60, requests,
});
clearInterval(watch);
const failed = Object.keys(statusCodeStats).filter((status) => status >= 400);
console.log(`${sent.total} requests, ${sent.average} a second, ${errors} errors, statuses ${JSON.stringify(statusCodeStats)}`);
console.log(`milliseconds: median ${latency.p50}, 90 % ${latency.p90}, 99 % ${latency.p99}, longest ${latency.max}`);
console.log(`megabytes: ${before} before, ${largest} at most`);
process.exit(errors || failed.length ? 1 : 0);
