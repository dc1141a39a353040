// The query page, made better: an editor in the place of the text field, answers without a new page.
// Everything it does goes through the page's own forms and links, which work without it.

import { swap } from "./swap.js";
import "./suggest.js";

const field = document.querySelector("textarea[data-terms]");

if (field) {
  // The form works until the editor is there.
  const { edit } = await import("./editor.js");
  const form = field.form;
  const editor = edit(field, () => form.requestSubmit());
  form.querySelector(".keys").hidden = false;
  document.addEventListener("answered", () => editor.mark(mistake()));
  editor.mark(mistake());
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-swap]")) return;
  event.preventDefault();
  const button = form.querySelector("button");
  if (button.hasAttribute("aria-busy")) {
    swap.stop();
    return;
  }
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  const address = new URL(form.action);
  address.search = asked;
  address.hash = "";
  swap.to(address, button);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const address = new URL(link.href);
  address.hash = "";
  swap.to(address);
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.share");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  link.textContent = "Link copied";
});

/** Line and column of the mistake that the page tells. */
function mistake() {
  const { line, column } = document.querySelector("#answer .refusal")?.dataset ?? {};
  return line ? { line: Number(line), column: Number(column ?? 1) } : null;
}
