// What can stand where the cursor is: variables of the query, prefixes, terms with their labels, words
// of SPARQL.

import { entities } from "./suggest.js";

const WORDS = `SELECT DISTINCT WHERE OPTIONAL FILTER BIND AS UNION MINUS VALUES GRAPH ORDER BY DESC ASC
  GROUP HAVING LIMIT OFFSET CONSTRUCT ASK DESCRIBE FROM NAMED PREFIX EXISTS NOT IN COUNT SUM AVG MIN MAX
  SAMPLE GROUP_CONCAT SEPARATOR BOUND IF COALESCE STR LANG DATATYPE IRI CONTAINS STRSTARTS STRENDS
  STRAFTER STRBEFORE STRLEN SUBSTR REPLACE REGEX LCASE UCASE CONCAT YEAR MONTH DAY NOW ROUND ABS`
  .split(/\s+/)
  .map((label) => ({ label, type: "keyword", boost: -1 }));

/** Prefixes of things that articles name: too many to have them all here. */
const THINGS = /^(person|place|group|thing|topic):(.*)$/;

let terms = null;

/** Terms and prefixes of the server; asked for once, when they are first needed. */
function known(address) {
  terms ??= fetch(address)
    .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
    .then(({ prefixes, terms }) => ({
      prefixes: Object.entries(prefixes).map(([prefix, iri]) => ({ label: `${prefix}:`, detail: iri, type: "namespace" })),
      terms: terms.map(({ name, kind, label, about }) => ({ label: name, detail: label, info: about || undefined, type: kind })),
    }))
    .catch(() => {
      terms = null;
      return { prefixes: [], terms: [] };
    });
  return terms;
}

export function completions(address) {
  return async (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) return { from: variable.from, options: variables(context, variable), validFor: /^[?$]\w*$/ };
    const word = context.matchBefore(/[\w-]*:?[\w-]*/);
    if (!word || (word.from === word.to && !context.explicit) || isQuiet(context)) return null;
    const thing = THINGS.exec(word.text);
    if (thing) return things(word, thing[1], thing[2]);
    const { prefixes, terms } = await known(address);
    const fitting = isType(context, word) ? terms.filter(({ type }) => type === "class") : terms;
    const options = word.text.includes(":") ? fitting : [...fitting, ...prefixes, ...WORDS];
    return { from: word.from, options, validFor: /^[\w-]*:?[\w-]*$/ };
  };
}

/** After "a" stands a class. */
function isType({ state }, { from }) {
  return /(^|\s)a\s+$/.test(state.sliceDoc(Math.max(0, from - 10), from));
}

/** Entities of the prefix, by what is written of their name. */
async function things({ from }, prefix, written) {
  if (written.length < 2) return null;
  const found = await entities(written.replaceAll("-", " "));
  const options = found
    .filter(({ iri }) => iri.startsWith(`${prefix}:`))
    .map(({ iri, label }) => ({ label: iri, detail: label, type: "constant" }));
  return { from, options, filter: false };
}

/** Inside a string, an IRI or a comment nothing is completed. */
function isQuiet({ state, pos }) {
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const bare = before.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>/g, "");
  return /["'#]|<[^<>\s]*$/.test(bare);
}

/** Variables of the query but the one that is being written, once each. */
function variables({ state }, { from, to }) {
  const text = state.doc.toString();
  const others = text.slice(0, from) + " " + text.slice(to);
  return [...new Set(others.match(/[?$]\w+/g) ?? [])].sort().map((label) => ({ label, type: "variable" }));
}
