// Suggestions while typing: a combobox as the ARIA practices describe it, silent while an input method composes.

import { fitOf, lettersOf, namesBySound } from "./sounds.js";
import { rowsOf } from "./tables.js";
import { made } from "./elements.js";

const PAUSE = 120;
const MOST = 8;
/** Runs of the text serve pinyin; as suggestions they would be noise. */
const MINED = "正文";

/** What to suggest for what was typed: [{text, kind}, …]. */
export async function suggestionsFor(typed, files) {
  const clean = typed.trim();
  if (!clean) return [];
  const letters = lettersOf(clean);
  if (letters) return (await namesBySound(letters, files)).filter((row) => row.kind !== MINED).slice(0, MOST);
  await files.ready(clean);
  const { text } = files.normalise(clean);
  const [first] = text;
  if (!first) return [];
  const rows = await rowsOf(files, first);
  return rows
    .map(([name, kind, reading]) => ({ text: name, kind, reading }))
    .filter((row) => {
      const form = files.normalise(row.text).text;
      return row.kind !== MINED && form !== text && (form.startsWith(text) || beginsMixed(text, form, row.reading));
    })
    .slice(0, MOST);
}

/** 傅guo begins 傅国涛: characters, then letters. */
function beginsMixed(typed, form, reading) {
  const han = typed.replace(/[a-z ]+$/u, "");
  if (!han || han === typed || !form.startsWith(han)) return false;
  return fitOf(typed.slice(han.length).replace(/ /g, ""), reading.split(" ").slice([...han].length).join(" ")) > 0;
}

export class Suggestions {
  /** `choose` is called with a text when the reader takes it. */
  constructor(input, list, announce, files, choose) {
    Object.assign(this, { input, list, announce, files, choose, active: -1, composing: false, turn: 0, options: [] });
  }

  start() {
    const { input, list } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("compositionstart", () => {
      this.composing = true;
      this.close();
    });
    input.addEventListener("compositionend", () => {
      this.composing = false;
      this.later();
    });
    input.addEventListener("input", (event) => {
      if (!this.composing && !event.isComposing) this.later();
    });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // A press would take the focus from the input and close the list before the click.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const place = this.options.indexOf(event.target.closest("[role=option]"));
      if (place >= 0) this.take(place);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), PAUSE);
  }

  async suggest() {
    const turn = ++this.turn;
    const typed = this.input.value;
    const found = await suggestionsFor(typed, this.files).catch(() => []);
    if (turn !== this.turn || this.composing || document.activeElement !== this.input) return;
    this.show(found);
  }

  show(found) {
    this.options = found.map(({ text, kind }, i) => {
      const option = made("li", "search-suggestion");
      option.id = `${this.list.id}-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = text;
      const label = made("span", "search-suggestion-kind");
      label.textContent = kind;
      option.append(text, " ", label);
      return option;
    });
    this.active = -1;
    this.list.replaceChildren(...this.options);
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.announce.textContent = found.length ? `有 ${found.length} 条建议，用上下键选择` : "";
  }

  close() {
    this.turn++;
    clearTimeout(this.timer);
    if (!this.list.hidden) this.show([]);
  }

  key(event) {
    if (this.composing || event.isComposing || event.keyCode === 229) {
      // Enter that ends an input method's composition chooses a word; it does not search.
      if (event.key === "Enter") event.preventDefault();
      return;
    }
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !this.list.hidden) {
      event.preventDefault();
      const count = this.options.length + 1;
      this.mark(((this.active + 1 + (event.key === "ArrowDown" ? 1 : count - 1)) % count) - 1);
    } else if (event.key === "ArrowDown") this.suggest();
    else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.take(this.active);
    }
  }

  mark(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    if (option) {
      option.setAttribute("aria-selected", "true");
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  take(place) {
    const { text } = this.options[place].dataset;
    this.close();
    this.input.value = text;
    this.choose(text);
  }
}
