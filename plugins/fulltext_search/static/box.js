// Suggestions in search boxes on other pages: fetched when a reader turns to one, from beside the search page that the
// box leads to. Without it the box is a form.

import { Files } from "./files.js";
import { Suggestions } from "./suggesting.js";
import { foldingFor } from "./unpacking.js";
import { inflate } from "./inflate.js";
import { made } from "./elements.js";

function furnish(form) {
  const input = form.querySelector('input[name="q"]');
  if (!input?.id || input.hasAttribute("aria-controls")) return;
  const list = made("ul", "search-suggestions");
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "搜索建议");
  list.hidden = true;
  const announce = made("p", "search-announce");
  announce.setAttribute("role", "status");
  form.append(list, announce);
  const files = new Files(new URL("index/index.json", form.action), async () => ({ foldingFor, inflate }));
  const suggestions = new Suggestions(input, list, announce, files, () => form.requestSubmit());
  suggestions.start();
}

for (const form of document.querySelectorAll('form[role="search"][action]')) furnish(form);
