// Selecting facts in an article. Without this file the same works by links to the facts' cards.
(() => {
  "use strict";
  const text = document.querySelector("article.text");
  if (!text) return;
  document.documentElement.classList.add("scripted");

  const card = (id) => document.getElementById(id)?.closest(".fact") ?? null;
  const marksOf = (id) => text.querySelectorAll(`[data-facts~="${CSS.escape(id)}"]`);
  const sentencesOf = (fact) =>
    fact.dataset.s.split(" ").filter(Boolean).flatMap((span) => [...text.querySelectorAll(`.s[data-s="${CSS.escape(span)}"]`)]);

  // Shows what belongs together: the card, its words, the sentence that is its evidence.
  const light = (fact, name, on) => {
    fact.classList.toggle(name, on);
    marksOf(fact.id).forEach((mark) => mark.classList.toggle(name, on));
    sentencesOf(fact).forEach((sentence) => sentence.classList.toggle(name, on));
  };

  let open = null;
  const close = () => {
    if (!open) return;
    light(open, "selected", false);
    open.querySelector(".head").setAttribute("aria-expanded", "false");
    open = null;
  };
  const select = (fact, scroll) => {
    close();
    open = fact;
    light(fact, "selected", true);
    fact.querySelector(".head").setAttribute("aria-expanded", "true");
    history.replaceState(null, "", `#${fact.id}`);
    if (scroll) fact.scrollIntoView({ block: "nearest" });
  };

  text.querySelectorAll(".fact .head").forEach((head) => {
    head.setAttribute("aria-expanded", "false");
    head.setAttribute("role", "button");
    head.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); head.click(); }
    });
  });

  text.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    if (link.classList.contains("close")) {
      const head = open?.querySelector(".head");
      close();
      history.replaceState(null, "", location.pathname + location.search);
      head?.focus();
      return;
    }
    if (link.classList.contains("head")) {
      const fact = link.closest(".fact");
      if (fact === open) close(); else select(fact, false);
      return;
    }
    // Words that tell several facts: each click goes on to the next.
    const ids = (link.dataset.facts ?? "").split(" ").filter(Boolean);
    const at = open ? ids.indexOf(open.id) : -1;
    const fact = card(ids[(at + 1) % ids.length]);
    if (fact) select(fact, true);
  });

  text.addEventListener("pointerover", (event) => hover(event, true));
  text.addEventListener("pointerout", (event) => hover(event, false));
  const hover = (event, on) => {
    const fact = event.target.closest(".fact");
    if (fact) { light(fact, "near", on); return; }
    const mark = event.target.closest("[data-facts]");
    mark?.dataset.facts.split(" ").map(card).filter(Boolean).forEach((other) => light(other, "near", on));
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    const head = open.querySelector(".head");
    close();
    head.focus();
  });

  const follow = () => {
    const fact = card(decodeURIComponent(location.hash.slice(1)));
    if (fact) { select(fact, false); fact.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", follow);
  follow();
})();
