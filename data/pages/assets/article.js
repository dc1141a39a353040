// Selecting facts in an article. Without this file the same works by links to the facts' cards.
(() => {
  "use strict";
  const text = document.querySelector("article.text");
  if (!text) return;
  document.documentElement.classList.add("scripted");

  const card = (id) => document.getElementById(id)?.closest(".fact") ?? null;
  // A card stands for all reports of its paragraph that say the same.
  const idsOf = (fact) => [fact.id, ...(fact.dataset.also ?? "").split(" ").filter(Boolean)];
  const marksOf = (fact) => idsOf(fact).flatMap((id) => [...text.querySelectorAll(`[data-facts~="${CSS.escape(id)}"]`)]);
  const sentencesOf = (fact) =>
    fact.dataset.s.split(" ").filter(Boolean).flatMap((span) => [...text.querySelectorAll(`.s[data-s="${CSS.escape(span)}"]`)]);

  // Shows what belongs together: the card, its words, the sentence that is its evidence.
  const light = (fact, name, on) => {
    fact.classList.toggle(name, on);
    marksOf(fact).forEach((mark) => mark.classList.toggle(name, on));
    sentencesOf(fact).forEach((sentence) => sentence.classList.toggle(name, on));
  };

  let open = null;
  // Where the keyboard goes when the card is closed: the words by which it was opened.
  let opener = null;
  const close = () => {
    if (!open) return;
    light(open, "selected", false);
    open.querySelector(".head").setAttribute("aria-expanded", "false");
    open = opener = null;
  };
  const closeAndReturn = () => {
    const back = opener ?? open?.querySelector(".head");
    close();
    history.replaceState(null, "", location.pathname + location.search);
    back?.focus();
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
      closeAndReturn();
      return;
    }
    if (link.classList.contains("head")) {
      const fact = link.closest(".fact");
      if (fact === open) close(); else select(fact, false);
      return;
    }
    // Words that tell several facts: each click goes on to the next.
    const facts = [...new Set((link.dataset.facts ?? "").split(" ").map(card).filter(Boolean))];
    const fact = facts[(facts.indexOf(open) + 1) % facts.length];
    if (!fact) return;
    select(fact, true);
    opener = link;
    // Who came by the keyboard reads on in the card, and comes back by Escape.
    if (event.detail === 0) fact.querySelector(".head").focus();
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
    if (event.key === "Escape" && open) closeAndReturn();
  });

  const follow = () => {
    const fact = card(decodeURIComponent(location.hash.slice(1)));
    if (fact) { select(fact, false); fact.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", follow);
  follow();
})();
