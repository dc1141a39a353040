// Names of entities for the fields of a form: as one writes, those that fit are offered. The chosen one
// is given by its short IRI, which means it and no namesake.

const PAUSE = 150;
const LEAST = 2;

/** Entities of a name; none where the server does not answer. */
export async function entities(words, signal) {
  try {
    const response = await fetch(`/pages/names.json?q=${encodeURIComponent(words)}`, { signal });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

document.addEventListener("input", ({ target, inputType }) => {
  // A choice from the list is no writing.
  if (target.matches?.("input[data-entity]") && inputType?.startsWith("insert") !== false) suggest(target);
});

let waiting = null;
let asking = null;

function suggest(field) {
  clearTimeout(waiting);
  asking?.abort();
  const words = field.value.trim();
  if (words.length < LEAST || words.includes(":")) return;
  waiting = setTimeout(async () => {
    asking = new AbortController();
    const found = await entities(words, asking.signal);
    listOf(field).replaceChildren(...found.map(({ iri, label, kind }) => new Option(`${label} (${kind})`, iri)));
  }, PAUSE);
}

function listOf(field) {
  const id = `l-${field.name}`;
  let list = document.getElementById(id);
  if (!list) {
    list = document.createElement("datalist");
    list.id = id;
    field.after(list);
    field.setAttribute("list", id);
  }
  return list;
}
