// The company of an entity as a graph: drag it, choose somebody, unfold who is with them. The table
// below it says the same in words and is there without scripts.

import cytoscape from "../vendor/cytoscape.js";

/** Who is drawn at first, and whom one unfolding adds at most. */
const FIRST = 14;
const UNFOLDED = 8;

const host = document.querySelector(".graph[data-of]");
if (host) draw(host);

async function draw(host) {
  const company = await ask(host.dataset.of);
  if (!company || company.nodes.length < 3) return;
  const bar = barAfter(host);
  host.hidden = false;
  host.setAttribute("role", "img");
  host.setAttribute("aria-label", "Graph of the company; the table below says the same");
  const graph = cytoscape({
    container: host,
    style: style(),
    userZoomingEnabled: false,
    minZoom: 0.2,
    maxZoom: 2.5,
  });
  add(graph, company, FIRST);
  graph.getElementById(host.dataset.of).addClass("own").data("open", true);
  ring(graph, host.dataset.of, host);
  graph.on("tap", "node", ({ target }) => choose(graph, bar, target));
  graph.on("tap", ({ target }) => target === graph && choose(graph, bar, null));
  choose(graph, bar, null);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(style()));
  zoomOnDemand(host, graph);
}

async function ask(iri) {
  try {
    const response = await fetch(`/pages/company.json?of=${encodeURIComponent(iri)}`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** Adds what is not there yet, at most so many. Returns the new ones. */
function add(graph, { nodes, links }, most) {
  const fresh = nodes.filter(({ id }) => graph.getElementById(id).empty()).slice(0, most);
  graph.add(fresh.map(({ id, label, href, kind }) => ({ data: { id, label: short(label), title: label, href, kind } })));
  for (const { from, to, events } of links) {
    const id = [from, to].sort().join(" ");
    const both = graph.getElementById(from).nonempty() && graph.getElementById(to).nonempty();
    if (both && graph.getElementById(id).empty()) {
      graph.add({ data: { id, source: from, target: to, events, width: 1 + Math.min(5, Math.log2(events)) } });
    }
  }
  return fresh;
}

async function unfold(graph, bar, node) {
  const company = await ask(node.id());
  const { x, y } = node.position();
  const fresh = company ? add(graph, company, UNFOLDED) : [];
  node.data("open", true);
  fresh.forEach(({ id }, number) => {
    const angle = (2 * Math.PI * number) / fresh.length;
    graph.getElementById(id).position({ x: x + 60 * Math.cos(angle), y: y + 60 * Math.sin(angle) });
  });
  lay(graph);
  choose(graph, bar, node, fresh.length);
}

/** The entity in the middle, the others around it on two ellipses, so that names find room. */
function ring(graph, own, { clientWidth, clientHeight }) {
  const [across, down] = [clientWidth / 2 - 60, clientHeight / 2 - 30];
  const others = graph.nodes().filter((node) => node.id() !== own);
  // Nobody stands level with the name in the middle.
  const turn = others.length % 4 ? 0 : Math.PI / others.length;
  others.forEach((node, number) => {
    const angle = (2 * Math.PI * number) / others.length - Math.PI / 2 + turn;
    const far = number % 2 ? 0.62 : 1;
    node.position({ x: across * far * Math.cos(angle), y: down * far * Math.sin(angle) });
  });
  graph.getElementById(own).position({ x: 0, y: 0 });
  graph.fit(undefined, 24);
}

function lay(graph) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  graph.layout({
    name: "cose", randomize: false, animate: calm ? false : "end", animationDuration: 500, padding: 24,
    nodeRepulsion: () => 14000, idealEdgeLength: () => 50, nodeDimensionsIncludeLabels: true, numIter: 1000,
  }).run();
}

/** Shows who is chosen, with what can be done. */
function choose(graph, bar, node, added) {
  graph.elements().removeClass("chosen near");
  bar.replaceChildren();
  if (!node) {
    bar.append("Drag to arrange; choose somebody to unfold.");
    return;
  }
  node.addClass("chosen");
  node.connectedEdges().addClass("near");
  const link = document.createElement("a");
  link.href = node.data("href") ?? "#";
  link.textContent = node.data("title");
  bar.append(link);
  if (added === 0) bar.append("no others");
  if (node.data("open")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "Unfold";
  button.addEventListener("click", () => unfold(graph, bar, node));
  bar.append(button);
}

/** The wheel scrolls the page until somebody works in the graph. */
function zoomOnDemand(host, graph) {
  graph.on("tapstart", () => graph.userZoomingEnabled(true));
  host.addEventListener("mouseleave", () => graph.userZoomingEnabled(false));
}

function barAfter(host) {
  const bar = document.createElement("p");
  bar.className = "graph-bar";
  bar.setAttribute("aria-live", "polite");
  host.after(bar);
  return bar;
}

function short(label) {
  const letters = [...label];
  return letters.length > 26 ? `${letters.slice(0, 25).join("").trimEnd()}…` : label;
}

/** Colours are the page's own. */
function style() {
  const page = getComputedStyle(document.documentElement);
  const token = (name) => page.getPropertyValue(name).trim();
  return [
    { selector: "node", style: {
      label: "data(label)", width: 14, height: 14, "background-color": token("--soft"), color: token("--ink"),
      "font-size": 11, "font-family": "system-ui, sans-serif", "text-valign": "bottom", "text-margin-y": 3,
      "text-outline-color": token("--card"), "text-outline-width": 2, "min-zoomed-font-size": 4,
    } },
    { selector: "node[kind = 'person']", style: { "background-color": token("--ongoing") } },
    { selector: "node[kind = 'place']", style: { "background-color": token("--done"), shape: "diamond" } },
    { selector: "node[kind = 'org']", style: { "background-color": token("--ahead"), shape: "round-rectangle" } },
    { selector: "node.own", style: { width: 22, height: 22, "font-weight": 700, "font-size": 13, "z-index": 1 } },
    { selector: "node.chosen", style: { "border-width": 3, "border-color": token("--ink") } },
    { selector: "edge", style: { width: "data(width)", "line-color": token("--strong-line"), opacity: 0.45, "curve-style": "haystack" } },
    { selector: "edge.near", style: { "line-color": token("--link"), opacity: 1 } },
  ];
}
