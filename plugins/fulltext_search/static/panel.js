// The page: reads the address, asks, shows. Everything that a reader sees of the search is put there from here.

import { addressOf, viewOf } from "./address.js";
import { answerTo } from "./meaning.js";
import { made } from "./elements.js";
import { eventItem, kindsIn, leadToPhrase, personItem, photoItem, resultItem } from "./results.js";
import { NO_FILTERS } from "./looking.js";

/** Documents up to which the table for the filters is small enough to fetch unasked. */
const SMALL_SITE = 3000;
const MOST_BESIDE = 5;

const byId = (id) => document.getElementById(id) ?? made("div");

export class Panel {
  /** `root` is the site's first page; `look` does the first half of a search (see looking.js). */
  constructor(root, files, look) {
    this.form = byId("search-form");
    this.input = this.form.querySelector('input[name="q"]');
    this.status = byId("search-status");
    this.retry = byId("search-retry");
    this.results = byId("results");
    this.relatedPart = byId("search-related");
    this.related = byId("related");
    this.more = byId("search-more");
    this.hints = byId("search-hints");
    this.meant = byId("search-meant");
    this.tools = byId("search-tools");
    this.filters = byId("search-filters");
    // The lists of columns, years and people stand below all this: to begin with, without JavaScript, when nothing came.
    this.archives = byId("search-archives");
    this.title = document.title;
    this.turn = 0;
    this.view = { query: "", order: "relevance", filters: NO_FILTERS };
    this.site = new URL(root, document.baseURI);
    this.files = files;
    this.look = look;
    this.suggestions = null;
  }

  start() {
    for (const name of ["focus", "input", "compositionstart"]) this.input.addEventListener(name, (event) => this.suggest(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.input.value);
    });
    this.retry.addEventListener("click", () => {
      this.files.forget();
      this.run();
    });
    this.more.addEventListener("click", () => this.showMore());
    this.tools.addEventListener("click", (event) => this.turnTo(event));
    this.filters.addEventListener("toggle", () => this.filters.open && this.fillFilters());
    this.meant.addEventListener("click", (event) => this.turnTo(event));
    for (const name of ["click", "auxclick", "contextmenu"]) document.addEventListener(name, leadToPhrase, true);
    window.addEventListener("popstate", () => this.fromAddress());
    if (viewOf(new URL(location.href)).query) this.fromAddress();
    delete document.documentElement.dataset.searching;
  }

  /** Suggestions and the index's head are fetched when the reader turns to the box. */
  async suggest(event) {
    this.typed = event.type === "input" && !event.isComposing;
    if (this.suggestions || this.turning) return;
    this.turning = true;
    this.files.head().catch(() => {});
    try {
      const { Suggestions } = await this.files.more();
      this.suggestions = new Suggestions(this.input, byId("search-suggestions"), byId("search-announce"), this.files, (text) => this.ask(text));
      this.suggestions.start();
      if (this.typed) this.suggestions.later();
    } catch {
      this.turning = false; // searching works without; the next letter asks again
    }
  }

  fromAddress() {
    this.view = viewOf(new URL(location.href));
    this.input.value = this.view.query;
    this.run();
  }

  /** A new query begins without filters. */
  ask(query) {
    this.suggestions?.close();
    this.go({ query, order: "relevance", filters: NO_FILTERS });
  }

  go(view) {
    const address = addressOf(view, location.href);
    if (address.href !== location.href) history.pushState(null, "", address);
    this.view = view;
    this.input.value = view.query;
    this.run();
  }

  /** A link that only changes the view needs no new page. */
  turnTo(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.go(viewOf(new URL(link.href)));
  }

  async run() {
    const turn = ++this.turn;
    const { query } = this.view;
    const wanted = query.trim();
    this.clear();
    this.search = null;
    this.archives.hidden = Boolean(wanted);
    document.title = wanted ? `${wanted.slice(0, 40)} - ${this.title}` : this.title;
    if (!wanted) {
      this.say("");
      this.results.removeAttribute("aria-busy");
      return;
    }
    this.say("正在查找……");
    this.results.setAttribute("aria-busy", "true");
    try {
      const early = (hits) => turn === this.turn && this.lead(hits);
      const answer = await answerTo(query, this.files, this.view, { early, look: this.look });
      if (turn !== this.turn) return;
      this.search = answer.search;
      this.show(answer.found, answer);
      this.showTools();
    } catch {
      if (turn !== this.turn) return;
      if (this.files.renew()) this.run();
      else this.failed();
    } finally {
      if (turn === this.turn) this.results.removeAttribute("aria-busy");
    }
  }

  async showMore() {
    const { search, turn } = this;
    if (!search) return;
    this.more.disabled = true;
    try {
      const found = await search.next();
      if (turn !== this.turn) return;
      this.show(found)?.focus();
    } catch {
      if (turn === this.turn) this.failed();
    } finally {
      this.more.disabled = false;
    }
  }

  clear() {
    for (const list of [this.results, this.related, this.meant, byId("search-people"), byId("search-events"), byId("search-photos")]) {
      list.replaceChildren();
    }
    const parts = [this.relatedPart, this.more, this.retry, this.hints, this.meant, this.tools];
    for (const part of [...parts, ...["people", "events", "photos"].map((name) => byId(`search-${name}-part`))]) part.hidden = true;
    this.hits = [];
    this.led = 0;
  }

  /** The first results, in the place that they keep, while the others are looked for. */
  lead(hits) {
    this.results.replaceChildren(...hits.map((hit) => resultItem(hit, this.site)));
    this.led = hits.length;
  }

  say(text) {
    this.status.textContent = text;
  }

  failed() {
    this.say("搜索没有成功：索引没有取到或不完整，可能是网络断了。可以重试，或从下面的目录找稿件。");
    this.retry.hidden = false;
    this.archives.hidden = false;
  }

  /** Adds what was found; answers the first new link. */
  show({ exact, related }, answer = null) {
    const { search } = this;
    if (answer?.meant.length) this.showMeant(answer);
    const exactItems = exact.slice(this.led).map((hit) => resultItem(hit, this.site));
    this.led = 0;
    // Beside exact results only a few related ones are of use.
    const few = search.exact ? related.slice(0, Math.max(0, MOST_BESIDE - this.related.children.length)) : related;
    const relatedItems = few.map((hit) => resultItem(hit, this.site));
    this.results.append(...exactItems);
    this.related.append(...relatedItems);
    this.relatedPart.hidden = !this.related.children.length;
    this.more.hidden = !search.hasMore;
    this.hits.push(...exact);
    this.showKinds();
    this.say(this.told());
    this.hints.hidden = this.archives.hidden = this.results.children.length + this.related.children.length > 0;
    return (exactItems[0] ?? relatedItems[0])?.querySelector("a");
  }

  told() {
    const { search } = this;
    const [count, certain] = search.count;
    const number = `${certain ? "" : "约"} ${count} 篇`;
    if (search.exact && search.literal) return `找到${number}`;
    if (search.exact) return `找到${number}，没有完全一致的词句，以下含有其中的词`;
    if (search.hits.length) return "没有完全一致的结果，以下为相关内容";
    return "没有找到";
  }

  showMeant({ meant, kind }) {
    const links = meant.flatMap((text, i) => {
      const link = made("a", "", text);
      link.href = addressOf({ ...this.view, query: text, filters: NO_FILTERS }, location.href).href;
      return i ? ["、", link] : [link];
    });
    const before = kind === "pinyin" ? "按拼音查找：" : `没有找到“${this.view.query.trim().slice(0, 40)}”。您是不是要找 `;
    this.meant.replaceChildren(before, ...links, kind === "pinyin" ? "" : "？以下是它的结果。");
    this.meant.hidden = false;
  }

  showKinds() {
    const kinds = kindsIn(this.hits);
    for (const [name, make] of [["people", personItem], ["events", eventItem], ["photos", photoItem]]) {
      byId(`search-${name}`).replaceChildren(...kinds[name].map((one) => make(one, this.site)));
      byId(`search-${name}-part`).hidden = !kinds[name].length;
    }
  }

  async showTools() {
    const { search, view } = this;
    const filtered = Object.values(view.filters).some(Boolean);
    this.tools.hidden = !filtered && !search.exact && view.order === "relevance";
    const order = byId("search-order");
    order.replaceChildren(...[["relevance", "按相关"], ["date", "按日期"]].map(([name, text]) => this.choice(text, { ...view, order: name }, view.order === name)));
    if (search.head.documents <= SMALL_SITE || this.filters.open || filtered) await this.fillFilters();
  }

  choice(text, view, chosen) {
    const link = made("a", "search-choice", text);
    link.href = addressOf(view, location.href).href;
    if (chosen) link.setAttribute("aria-current", "true");
    return link;
  }

  async fillFilters() {
    const more = await this.files.more().catch(() => null);
    await more?.showFilters(this);
  }
}
