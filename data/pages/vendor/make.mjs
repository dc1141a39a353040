// Makes data/pages/assets/vendor/ and its table in data/pages/README.md from npm packages.
// Run it as `sh data/pages/vendor/make.sh`, which installs the packages outside the repository.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import * as esbuild from "esbuild";
import { feature, mesh } from "topojson-client";

const target = process.argv[2];
const packages = join(import.meta.dirname, "node_modules");
const files = join(target, "assets/vendor");
mkdirSync(files, { recursive: true });

const manifest = (name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8"));
const licence = (name) => {
  const file = readdirSync(join(packages, name)).find((entry) => /^licen[cs]e/i.test(entry));
  return readFileSync(join(packages, name, file), "utf8").trim();
};

/** The editor: what codemirror.mjs names, as one module. Returns the packages that went in. */
async function bundleEditor() {
  const built = await esbuild.build({
    entryPoints: [join(import.meta.dirname, "codemirror.mjs")],
    outfile: join(files, "codemirror.js"),
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
  });
  const inputs = Object.keys(built.metafile.inputs);
  const names = inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

/** The graph: the package's own minified module, byte for byte. */
function copyGraph() {
  const module = join(packages, "cytoscape/dist/cytoscape.esm.min.mjs");
  writeFileSync(join(files, "cytoscape.js"), readFileSync(module));
  return ["cytoscape"];
}

/** The world: longitude and latitude in tenths of a degree, north up. */
function drawWorld() {
  const topology = JSON.parse(readFileSync(join(packages, "world-atlas/countries-110m.json"), "utf8"));
  const land = feature(topology, topology.objects.land);
  const rings = land.features.flatMap(({ geometry }) => geometry.coordinates.flat());
  const borders = mesh(topology, topology.objects.countries, (a, b) => a !== b).coordinates;
  const path = (lines, end) => lines.flatMap(aroundTheWorld).map((line) => linePath(line) + end).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -900 3600 1800">
<path id="land" vector-effect="non-scaling-stroke" d="${path(rings, "z")}"/>
<path id="borders" vector-effect="non-scaling-stroke" fill="none" d="${path(borders, "")}"/>
</svg>
`;
  writeFileSync(join(files, "world.svg"), svg);
  return ["world-atlas"];
}

/** A line that steps over the antimeridian goes on past the edge, and once more at the other edge. */
function aroundTheWorld(line) {
  let turn = 0;
  let last = line[0][0];
  const whole = line.map(([longitude, latitude]) => {
    if (longitude - last > 180) turn -= 360;
    if (longitude - last < -180) turn += 360;
    last = longitude;
    return [longitude + turn, latitude];
  });
  const moved = (by) => whole.map(([longitude, latitude]) => [longitude + by, latitude]);
  const longitudes = whole.map(([longitude]) => longitude);
  // What goes around a pole is closed along it.
  const around = whole.at(-1)[0] - whole[0][0];
  if (Math.abs(around) > 300) return [[...whole, [whole.at(-1)[0], -90], [whole[0][0], -90]]];
  if (Math.max(...longitudes) > 180) return [whole, moved(-360)];
  if (Math.min(...longitudes) < -180) return [whole, moved(360)];
  return [whole];
}

/** Steps in tenths of a degree, southward. */
function linePath(line) {
  const points = line.map(([longitude, latitude]) => [Math.round(longitude * 10), Math.round(-latitude * 10)]);
  const steps = [];
  let last = points[0];
  for (const point of points.slice(1)) {
    const step = [point[0] - last[0], point[1] - last[1]];
    if (step[0] !== 0 || step[1] !== 0) steps.push(step.join(" "));
    last = point;
  }
  return `M${points[0].join(" ")}l${(steps.join(" ") || "0 0").replaceAll(" -", "-")}`;
}

const made = [
  ["codemirror.js", await bundleEditor()],
  ["cytoscape.js", copyGraph()],
  ["world.svg", drawWorld()],
];

const all = [...new Set(made.flatMap(([, names]) => names))];
const notices = all.map((name) => `${name} ${manifest(name).version}\n\n${licence(name)}\n`);
writeFileSync(join(files, "LICENSES.txt"), notices.join(`\n${"-".repeat(78)}\n\n`));

const sum = (file) => createHash("sha256").update(readFileSync(join(files, file))).digest("hex");
const from = (names) => names.map((name) => `${name} ${manifest(name).version}`).join(", ");
const licences = (names) => [...new Set(names.map((name) => manifest(name).license))].join(", ");
const code = (text) => `\`${text}\``;
const rows = [
  ...made.map(([file, names]) => [code(file), from(names), licences(names), code(sum(file))]),
  [code("LICENSES.txt"), "the packages' licences, in full", "", code(sum("LICENSES.txt"))],
];
const head = ["| file | from | licence | SHA-256 |", "|---|---|---|---|"];
const table = [...head, ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
const readme = join(target, "README.md");
const text = readFileSync(readme, "utf8");
const [before] = text.split("<!-- vendored -->");
const [, after] = text.split("<!-- /vendored -->");
writeFileSync(readme, `${before}<!-- vendored -->\n${table}\n<!-- /vendored -->${after}`);
