// The reader's side of fulltext_search: ES modules without dependencies, WebAssembly, eval, workers or Intl.Segmenter,
// clean under a strict CSP and Trusted Types. This part is published as a plain script, since browsers run a module only
// after they have laid out the page: it asks for what the address asks for, and brings the rest when the reader acts.
// Nothing is fetched before the reader searches.

import { Files } from "./files.js";
import { looked } from "./looking.js";
import { shared } from "./shared.js";

const own = document.currentScript;
const addressIn = (name) => new URL(own.dataset[name], document.baseURI).href;

/** A part of the script that is fetched when it is needed; what failed is asked for again. */
function partIn(name) {
  let coming;
  return () => {
    if (!coming) {
      coming = import(addressIn(name)).then((part) => part.default(shared));
      coming.catch(() => { coming = null; });
    }
    return coming;
  };
}

/** Asks for what the address asks for, and waits for the reader to act. */
function awaken() {
  const files = new Files(addressIn("index"), partIn("more"), undefined, JSON.parse(own.dataset.head));
  const panelPart = partIn("panel");
  const page = document.documentElement;
  // The panel is used as soon as it is there: what follows it, and scripts that wait for the whole page, may take long.
  const drawn = new Promise((tell) => {
    const look = () => {
      if (document.getElementById("search-end") || document.readyState !== "loading") tell();
      else setTimeout(look, 9);
    };
    document.addEventListener("DOMContentLoaded", tell);
    look();
  });
  let begun = null;
  let panel = null;
  const look = (query, ...others) => {
    const promise = begun?.query === query ? begun.promise : looked(query, files, ...others.slice(1));
    begun = null;
    return promise;
  };
  const ahead = (query) => {
    const promise = looked(query, files);
    promise.catch(() => {}); // whoever takes it hears of it
    begun = { query, promise };
  };
  // Nobody shall take a list that is still empty for an answer.
  const busy = () => drawn.then(() => panel || document.getElementById("results").setAttribute("aria-busy", "true"));
  const act = async (then) => {
    try {
      const { Panel } = await panelPart();
      await drawn;
      if (!panel) {
        panel = new Panel(own.dataset.root, files, look);
        panel.start();
      }
      then(panel);
    } catch {
      await drawn;
      delete page.dataset.searching;
      document.getElementById("results").removeAttribute("aria-busy");
      document.getElementById("search-status").textContent = "搜索没有成功，请重新打开这一页。";
    }
  };
  const asked = new URL(location.href).searchParams;
  const query = asked.get("q") ?? "";
  if (query.trim()) {
    // The lists of columns and years are not laid out only to go.
    page.dataset.searching = "";
    busy();
    // Filters and another order ask for more.
    if ([...asked.keys()].length === 1) ahead(query);
    act(() => {});
  }
  drawn.then(() => {
    const form = document.getElementById("search-form");
    const input = form.elements.q;
    form.addEventListener("submit", (event) => {
      if (panel) return;
      event.preventDefault();
      if (input.value.trim()) {
        ahead(input.value);
        busy();
      }
      act(() => panel.ask(input.value));
    });
    for (const name of ["focus", "input", "compositionstart"]) {
      input.addEventListener(name, (event) => panel || act(() => panel.suggest(event)));
    }
    // Enter that ends an input method's composition chooses a word, even before the suggestions are there.
    let composing = false;
    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => { composing = false; });
    input.addEventListener("keydown", (event) => composing && event.key === "Enter" && event.preventDefault());
  });
}

awaken();
