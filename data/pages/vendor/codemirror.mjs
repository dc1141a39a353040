// The parts of CodeMirror that data/pages/assets/query/editor.js uses, for one bundle.
export { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion }
  from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { StreamLanguage, bracketMatching, syntaxHighlighting, HighlightStyle } from "@codemirror/language";
export { sparql } from "@codemirror/legacy-modes/mode/sparql";
export { EditorState, StateEffect, StateField } from "@codemirror/state";
export { Decoration, EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap,
  lineNumbers } from "@codemirror/view";
export { tags } from "@lezer/highlight";
