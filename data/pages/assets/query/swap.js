// The answer of another address of this page, put in the place of the one that is shown.

let running = null;

export const swap = {
  /** Shows the answer of an address; the button says "Stop" meanwhile. */
  async to(address, button) {
    this.stop();
    const run = (running = new AbortController());
    const answer = document.getElementById("answer");
    answer.setAttribute("aria-busy", "true");
    const title = button?.textContent;
    if (button) {
      button.setAttribute("aria-busy", "true");
      button.textContent = "Stop";
    }
    tell("Asking");
    try {
      const response = await fetch(address, { signal: run.signal, headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const other = page.getElementById("answer");
      if (!other) {
        location.assign(address);
        return;
      }
      show(page, other, address);
    } catch (error) {
      tell(run.signal.aborted ? "Stopped" : "The server does not answer");
    } finally {
      document.getElementById("answer").removeAttribute("aria-busy");
      if (button) {
        button.removeAttribute("aria-busy");
        button.textContent = title;
      }
      if (running === run) running = null;
    }
  },

  /** Ends what is under way; the server hears it too. */
  stop() {
    running?.abort();
  },
};

function show(page, answer, address) {
  document.getElementById("answer").replaceWith(document.adoptNode(answer));
  markFields(page);
  if (address.href !== location.href) history.pushState({ answer: true }, "", address);
  const told = answer.querySelector(".count, .refusal strong")?.textContent ?? "";
  tell(told, answer.querySelector(".refusal") !== null);
  document.dispatchEvent(new Event("answered"));
}

/** What is wrong with the values of a form is told beside them. */
function markFields(page) {
  const fields = page.querySelector(".fields");
  const shown = document.querySelector(".fields");
  if (fields && shown) shown.replaceWith(document.adoptNode(fields));
}

/** For the ear. A refusal is an alert and speaks for itself. */
function tell(words, isAlert = false) {
  document.querySelector(".told").textContent = isAlert ? "" : words;
}

// Back and forth: the page of the address, as the server makes it.
addEventListener("popstate", () => location.reload());
