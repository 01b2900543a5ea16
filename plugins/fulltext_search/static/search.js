// The reader's side of fulltext_search: ES modules without dependencies, WebAssembly, eval, workers or Intl.Segmenter,
// clean under a strict CSP and Trusted Types. Nothing is fetched before the reader searches.

import { Panel } from "./panel.js";

const root = document.getElementById("search");
if (root?.dataset.index) new Panel(root).start();
