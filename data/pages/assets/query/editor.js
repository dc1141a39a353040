// SPARQL in CodeMirror, in the place of a text field that keeps the text.
// It lives in a shadow root: there its styles are constructed sheets, which the page's policy allows.

import {
  Decoration, EditorState, EditorView, HighlightStyle, StateEffect, StateField, StreamLanguage,
  autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, completionKeymap,
  defaultKeymap, drawSelection, highlightActiveLine, highlightSpecialChars, history, historyKeymap,
  keymap, lineNumbers, sparql, syntaxHighlighting, tags,
} from "../vendor/codemirror.js";
import { completions } from "./complete.js";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.atom, tags.link, tags.tagName, tags.propertyName, tags.standard(tags.variableName)], color: "var(--code-term)" },
  { tag: [tags.string, tags.number, tags.bool], color: "var(--code-string)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: tags.invalid, color: "var(--denied)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--card)", fontSize: "0.875rem", maxHeight: "70vh", borderRadius: "var(--round)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto", minHeight: "10rem" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 1rem 0 0.5rem" },
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--soft)", border: "none", paddingLeft: "0.25rem", borderRadius: "var(--round) 0 0 var(--round)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--sunken) 60%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--focus) 28%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--highlight)", outline: "none" },
  ".cm-mistake": { textDecoration: "underline wavy var(--denied) 1.5px", textUnderlineOffset: "0.25em", backgroundColor: "var(--denied-tint)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--strong-line)", borderRadius: "6px", overflow: "hidden", boxShadow: "0 4px 16px rgb(0 0 0 / 0.18)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16em", maxWidth: "min(36rem, 90vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.6rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--card)" },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "var(--sans)", color: "var(--soft)", marginLeft: "1em" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionInfo": { fontFamily: "var(--sans)", padding: "0.5rem 0.75rem", maxWidth: "20rem", overflow: "visible" },
});

const setMistake = StateEffect.define();
const underline = Decoration.mark({ class: "cm-mistake" });

/** The place of the mistake, until the text changes there. */
const mistakes = StateField.define({
  create: () => Decoration.none,
  update(marks, { changes, effects, docChanged }) {
    for (const effect of effects) if (effect.is(setMistake)) return effect.value;
    return docChanged ? marks.map(changes) : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Puts an editor in the place of a text field. `run` is called on Ctrl+Enter. */
export function edit(field, run) {
  const host = document.createElement("div");
  host.className = "editor";
  const root = host.attachShadow({ mode: "open" });
  const label = field.labels[0];
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: field.value, extensions: extensions(field, label, run) }),
  });
  field.hidden = true;
  // An empty required field that nobody sees could not be pointed at.
  field.required = false;
  field.before(host);
  label.addEventListener("click", (event) => {
    event.preventDefault();
    view.focus();
  });
  return {
    view,
    mark(place) {
      view.dispatch({ effects: setMistake.of(place ? marked(view.state.doc, place) : Decoration.none) });
    },
  };
}

function extensions(field, label, run) {
  const name = label.firstChild.textContent.trim();
  return [
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": name, id: "editor" }),
    StreamLanguage.define(sparql),
    syntaxHighlighting(colours),
    autocompletion({ override: [completions(field.dataset.terms)], icons: false }),
    mistakes,
    look,
    // Tab leaves the editor, as it leaves every field.
    keymap.of([
      { key: "Mod-Enter", run: () => (run(), true) },
      ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) field.value = update.state.doc.toString();
    }),
  ];
}

/** From the mistake to the end of the word, or the last letter of the line. */
function marked(doc, { line, column }) {
  if (line > doc.lines) return Decoration.none;
  const { from, text } = doc.line(line);
  // Columns count code points, positions UTF-16 units.
  const before = [...text].slice(0, column - 1).join("").length;
  const start = Math.min(before, Math.max(0, text.length - 1));
  const length = /^[\w:?$.-]+/.exec(text.slice(start))?.[0].length ?? 1;
  const end = Math.min(start + length, text.length);
  return end > start ? Decoration.set(underline.range(from + start, from + end)) : Decoration.none;
}
