// The reader's side of fulltext_search: an ES module without dependencies, WebAssembly, eval, workers or
// Intl.Segmenter, clean under a strict CSP and Trusted Types. Nothing is fetched before the reader searches.
// Everything above "The page" is pure and runs in Node as well; tests compare it with terms.py and index.py.

const IGNORED = /[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/u;
const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const IS_HAN = new RegExp(`^[${HAN}]$`, "u");
const IN_WORD = /[\p{L}\p{N}\p{M}]/u;
const TRANSPARENT = new Set("\"'“”‘’「」『』〈〉《》【】〔〕〖〗()[]{}<>·・-‐");
const SPACE = /\p{Zs}/u;
const DIGIT = /^[0-9]$/;
const WORD = new RegExp(`[^ ${HAN}]{2,}`, "gu");
const AMOUNT = new RegExp(`(^|[^0-9.])([0-9]+(?:\\.[0-9]+)?[${HAN}])`, "gu");
const MONTH = /(^|[^0-9.])([0-9]+年[0-9]+月)(?![0-9]+日)/gu;
const DAY = /(^|[^0-9.])((?:[0-9]+年)?([0-9]+月[0-9]+日))/gu;
const LONGEST_QUERY = 64;
const NEAR_ENOUGH = 0.4;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Longest first, so that 有没有 is not left as 有 and 没有.
const QUESTION_WORDS = [
  "什么时候", "请问一下", "可不可以", "什么是", "是什么", "为什么", "怎么样", "怎么办", "多少钱", "能不能", "有没有", "有哪些", "是不是",
  "什么", "怎么", "怎样", "如何", "多少", "可以", "能否", "是否", "哪些", "哪里", "哪儿", "哪个", "为何", "几时", "何时", "请问", "谁", "吗", "呢", "哪",
];
const QUESTION = new RegExp(QUESTION_WORDS.join("|"), "gu");
const BETWEEN_WORDS = /[\s"“”「」『』《》〈〉【】〔〕()（）]+/u;
const PARTICLES = new Set("的了是在和与有吧啊要想");

/** The folding table of a string of pairs (traditional, simplified). */
export function foldingOf(pairs) {
  const characters = [...pairs];
  const table = new Map();
  for (let i = 0; i + 1 < characters.length; i += 2) table.set(characters[i], characters[i + 1]);
  return table;
}

/** A function that brings text to the form in which it is searched: {text, start[], end[]}, the latter two being the
 *  places in the given text from which each UTF-16 unit of the form came. */
export function normaliser(folding) {
  const known = new Map();
  const part = (c) => {
    if (IGNORED.test(c)) return "";
    if (IS_HAN.test(c) || IN_WORD.test(c)) return folding.get(c) ?? c;
    return TRANSPARENT.has(c) || SPACE.test(c) ? " " : "\n";
  };
  const marked = (c) => {
    let value = known.get(c);
    if (value === undefined) {
      if (c === "." || c === "．") value = ".";
      else if (c === ",") value = ",";
      else value = [...c.normalize("NFKC").toLowerCase()].map(part).join("");
      known.set(c, value);
    }
    return value;
  };
  return (given) => {
    const units = [];
    let at = 0;
    for (const c of given) {
      for (const d of marked(c)) units.push([d, at, at + c.length]);
      at += c.length;
    }
    return closed(units);
  };
}

function closed(units) {
  const digit = (i) => i >= 0 && i < units.length && DIGIT.test(units[i][0]);
  const thousands = (i) => digit(i - 1) && digit(i + 1);
  const out = { text: "", start: [], end: [] };
  const push = (c, start, end) => {
    out.text += c;
    for (let i = 0; i < c.length; i++) {
      out.start.push(start);
      out.end.push(end);
    }
  };
  let gap = "";
  let last = "";
  let lastEnd = 0;
  units.forEach(([c, start, end], i) => {
    if (c === "," && thousands(i)) return;
    if (c === "." ? !(digit(i - 1) && digit(i + 1)) : c === ",") c = "\n";
    if (c === "\n" || c === " ") {
      gap = gap === "\n" ? gap : c;
      return;
    }
    if (gap && last && (gap === "\n" || !(IS_HAN.test(last) || IS_HAN.test(c)))) push(" ", lastEnd, start);
    push(c, start, end);
    gap = "";
    last = c;
    lastEnd = end;
  });
  return out;
}

/** The pairs of neighbouring characters of one run. */
export function pairsOf(run) {
  const characters = [...run];
  return characters.slice(1).map((c, i) => characters[i] + c);
}

/** Whole words, numbers with the character after them, and dates, each behind "=". */
export function exactTermsOf(run) {
  const found = (run.match(WORD) ?? []).map((word) => "=" + word);
  // Safari before 16.4 has no lookbehind: the character before is matched too, so the next match may begin with the
  // last character of this one.
  const scan = (pattern, take) => {
    pattern.lastIndex = 0;
    for (let m = pattern.exec(run); m; m = pattern.exec(run)) {
      take(m);
      pattern.lastIndex -= [...m[0]].pop().length;
    }
  };
  scan(AMOUNT, (m) => found.push("=" + m[2]));
  scan(MONTH, (m) => found.push("=" + m[2]));
  scan(DAY, (m) => {
    found.push("=" + m[2]);
    if (m[3] !== m[2]) found.push("=" + m[3]);
  });
  return found;
}

/** Every term of a text in normal form. */
export function termsOf(normal) {
  return normal.split(" ").flatMap((run) => [...[...run].filter((c) => c !== "."), ...pairsOf(run), ...exactTermsOf(run)]);
}

/** What the reader asks for: the whole phrase, the pieces that count, and the terms to look up. */
export function understood(query, normalise) {
  const clean = [...query.normalize("NFC").replace(/\s+/gu, " ").trim()].slice(0, LONGEST_QUERY).join("");
  const whole = normalise(clean).text;
  const parts = joined(clean.split(BETWEEN_WORDS).map((word) => normalise(word).text).filter(Boolean));
  const told = parts.flatMap((part) => part.replace(QUESTION, "\n").split("\n")).map((piece) => piece.trim())
    .filter((piece) => piece && !PARTICLES.has(piece));
  const pieces = told.length ? told : parts;
  const solid = pieces.filter((piece) => [...piece].length > 1);
  const needed = new Set((solid.length ? solid : pieces).flatMap(runTerms));
  const phrases = [whole, ...parts];
  const helpful = new Set(phrases.flatMap((phrase) => [...runTerms(phrase), ...phrase.split(" ").flatMap(exactTermsOf)]));
  for (const term of needed) helpful.delete(term);
  return { clean, whole, pieces, needed: [...needed], helpful: [...helpful] };
}

/** The words between the reader's spaces; 10 月 17 日 and 傅 国 涛 are one word each. */
function joined(words) {
  const found = [];
  const single = (word) => IS_HAN.test(word);
  let wasSingle = false;
  for (const word of words) {
    const before = found[found.length - 1] ?? "";
    const date = (/[0-9]$/.test(before) && /^[年月日号时元个名人万亿岁]/.test(word)) || (/[年月]$/.test(before) && /^[0-9]/.test(word));
    if (date || (wasSingle && single(word))) found[found.length - 1] += word;
    else found.push(word);
    wasSingle = single(word);
  }
  return found;
}

function runTerms(piece) {
  return piece.split(" ").flatMap((run) => ([...run].length > 1 ? pairsOf(run) : [run]));
}

/** The shard of a term: FNV-1a of its UTF-8 bytes. */
export function shardNumber(term, count) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(term)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value % count;
}

/** The lines of a shard by term. Throws when the file is cut or is no shard. */
export function shardOf(text) {
  const lines = text.split("\n");
  const head = lines.shift();
  const last = lines.pop();
  if (head !== "yugong-search 1" || last !== `=${lines.length}`) throw new Error("shard cannot be read");
  return new Map(lines.map((line) => {
    const end = line.indexOf(" ");
    return [line.slice(0, end), line.slice(end + 1)];
  }));
}

/** The postings of a line: {documents: number of documents with the term, found: [[number, impact], …]}. */
export function postingsOf(line) {
  const [text, documents] = line.split(" ");
  const found = [];
  let value = 0;
  let scale = 1;
  let number = 0;
  for (const c of text) {
    const digit = DIGITS.indexOf(c);
    value += (digit & 31) * scale;
    scale *= 32;
    if (digit < 32) {
      number += Math.floor(value / 16);
      found.push([number, value % 16]);
      value = 0;
      scale = 1;
    }
  }
  return { documents: documents ? Number(documents) : found.length, found };
}

/** The documents by score, best first, new before old: [{number, score, coverage}, …]. */
export function ranked(asked, postings, documents) {
  const needed = new Set(asked.needed);
  const hits = new Map();
  for (const [term, { documents: holding, found }] of postings) {
    const rarity = Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));
    for (const [number, impact] of found) {
      const hit = hits.get(number) ?? { number, score: 0, coverage: 0 };
      hit.score += rarity * impact;
      if (needed.has(term)) hit.coverage += 1 / needed.size;
      hits.set(number, hit);
    }
  }
  for (const hit of hits.values()) {
    if (hit.coverage > 0.999) hit.coverage = 1;
    hit.score *= hit.coverage ** 3;
  }
  return [...hits.values()]
    .filter((hit) => hit.coverage >= NEAR_ENOUGH)
    .sort((a, b) => b.coverage - a.coverage || b.score - a.score || b.number - a.number);
}

/** How well a document's own words fit: 4 the title is the phrase, 3 the title holds it, 2 the text holds it,
 *  1 all pieces stand somewhere, 0 only related; and the longest run of the query in it. */
export function closeness(asked, passages) {
  const title = passages[0].text;
  if (asked.whole && title === asked.whole) return { tier: 4, run: asked.whole };
  if (asked.whole && title.includes(asked.whole)) return { tier: 3, run: asked.whole };
  if (asked.whole && passages.some((p) => p.text.includes(asked.whole))) return { tier: 2, run: asked.whole };
  const everywhere = asked.pieces.length > 0 && asked.pieces.every((piece) => passages.some((p) => p.text.includes(piece)));
  return { tier: everywhere ? 1 : 0, run: longestRun(asked.pieces, passages) };
}

function longestRun(pieces, passages) {
  let best = "";
  for (const piece of pieces) {
    const characters = [...piece];
    for (let from = 0; from < characters.length; from++) {
      for (let to = characters.length; to > from; to--) {
        const run = characters.slice(from, to).join("");
        if (run.length <= best.length) break;
        if (passages.some((p) => p.text.includes(run))) {
          best = run;
          break;
        }
      }
    }
  }
  // Half a number says nothing: 8月2 of 8月28日 is 8月.
  const trimmed = pieces.includes(best) ? best : best.replace(/^[0-9.]+(?=[^0-9.])|([^0-9.])[0-9.]+$/gu, "$1");
  return [...trimmed].length > 1 ? trimmed : best;
}

/** Where the needles stand in a passage, as [from, to] in its given text; neighbours and overlaps are one. */
export function marksIn(passage, needles) {
  const ranges = [];
  for (const needle of needles) {
    if (!needle) continue;
    for (let i = passage.text.indexOf(needle); i >= 0; i = passage.text.indexOf(needle, i + needle.length)) {
      ranges.push([passage.start[i], passage.end[i + needle.length - 1]]);
    }
  }
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const merged = [];
  for (const range of ranges) {
    const last = merged[merged.length - 1];
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else merged.push(range);
  }
  return merged;
}

/** The passage to show and the needles to mark in it. */
export function excerptOf(asked, passages, run) {
  const rest = passages.slice(1);
  const choices = [[asked.whole], asked.pieces, [run]];
  for (const needles of choices) {
    const counted = rest.map((p) => [p, needles.filter((needle) => needle && p.text.includes(needle))]);
    const best = counted.reduce((a, b) => (b[1].length > a[1].length ? b : a), [null, []]);
    if (best[0]) return { passage: best[0], needles: best[1] };
  }
  const passage = rest.find((p) => p.given.length >= 30) ?? rest[0] ?? passages[0];
  return { passage, needles: [] };
}

/** The stretch of a passage around its first mark, cut at whole characters: [[text, marked], …]. */
export function snippetOf(passage, needles, before = 28, length = 110) {
  const marks = marksIn(passage, needles);
  const text = passage.given;
  const whole = (i) => (i > 0 && i < text.length && /[\udc00-\udfff]/.test(text[i]) ? i - 1 : i);
  const from = whole(Math.max(0, (marks.length ? marks[0][0] : 0) - before));
  const to = whole(Math.min(text.length, Math.max(from + length, marks.length ? marks[0][1] : 0)));
  const found = from > 0 ? [["…", false]] : [];
  let at = from;
  for (const [start, end] of marks) {
    if (start >= to) break;
    if (start > at) found.push([text.slice(at, start), false]);
    found.push([text.slice(start, Math.min(end, to)), true]);
    at = Math.min(end, to);
  }
  if (at < to) found.push([text.slice(at, to), false]);
  if (to < text.length) found.push(["…", false]);
  return found;
}

// The page

const AT_ONCE = 12;
const ALL_AT_ONCE = 24;
const PATIENCE = 20000;

/** The files of the index, each fetched once; what failed is forgotten, so that asking again fetches again. */
export class Files {
  constructor(index) {
    this.index = index;
    this.asked = new Map();
  }

  get(name, read, options = {}) {
    if (!this.asked.has(name)) {
      const promise = fetched(new URL(name, this.index), options).then(read);
      promise.catch(() => this.asked.delete(name));
      this.asked.set(name, promise);
    }
    return this.asked.get(name);
  }

  head() {
    return this.get("index.json", (text) => {
      const head = JSON.parse(text);
      if (head.format !== 1) throw new Error("index of another format");
      return { ...head, normalise: normaliser(foldingOf(head.folding)) };
    }, { cache: "no-cache" });
  }

  async postings(terms, head) {
    const lines = await Promise.all(terms.map(async (term) => {
      const shard = await this.get(head.shards[shardNumber(term, head.shards.length)], shardOf);
      return [term, shard.get(term)];
    }));
    return new Map(lines.filter(([, line]) => line !== undefined).map(([term, line]) => [term, postingsOf(line)]));
  }

  record(number, head) {
    return this.get(head.records[number], (text) => {
      const record = JSON.parse(text);
      const passages = record.passages.map(([given, anchor]) => ({ given, anchor: anchor ?? "", ...head.normalise(given) }));
      return { ...record, passages };
    });
  }
}

async function fetched(url, options) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  try {
    const response = await fetch(url, { ...options, signal: control.signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } finally {
    clearTimeout(timer);
  }
}

/** One search: what was asked, the hits by score, and what of them has been read. */
export class Search {
  constructor(asked, hits, postings, files, head) {
    Object.assign(this, { asked, hits, postings, files, head, read: 0, exact: 0 });
  }

  static async begin(query, files) {
    const head = await files.head();
    const asked = understood(query, head.normalise);
    const postings = head.documents ? await files.postings([...asked.needed, ...asked.helpful], head) : new Map();
    return new Search(asked, ranked(asked, postings, head.documents), postings, files, head);
  }

  /** The next documents, in the order in which they are shown. */
  async next() {
    const left = this.hits.length - this.read;
    const batch = this.hits.slice(this.read, this.read + (this.read > 0 || left <= ALL_AT_ONCE ? ALL_AT_ONCE : AT_ONCE));
    const found = await Promise.all(batch.map(async (hit) => {
      const record = await this.files.record(hit.number, this.head);
      return { ...hit, record, ...closeness(this.asked, record.passages) };
    }));
    this.read += batch.length;
    const exact = found.filter((hit) => hit.tier > 0).sort((a, b) => b.tier - a.tier || b.score - a.score || b.number - a.number);
    const weight = (hit) => hit.score * (0.5 + hit.run.length);
    const related = found.filter((hit) => hit.tier === 0).sort((a, b) => weight(b) - weight(a) || b.number - a.number);
    this.exact += exact.length;
    return { exact, related };
  }

  get hasMore() {
    return this.read < this.hits.length && (this.hits[this.read].coverage === 1 || this.exact === 0);
  }

  /** How many documents hold what was asked for, and whether that is certain. */
  get count() {
    const complete = this.hits.filter((hit) => hit.coverage === 1).length;
    const [only] = this.asked.needed;
    if (this.asked.needed.length === 1 && this.asked.whole === only) return [this.postings.get(only)?.documents ?? 0, true];
    return this.read >= complete ? [this.exact, true] : [Math.max(complete, this.exact), false];
  }
}

class Panel {
  constructor(root) {
    this.root = root;
    const element = (id) => document.getElementById(id);
    this.form = element("search-form");
    this.input = this.form.querySelector('input[name="q"]');
    this.status = element("search-status");
    this.retry = element("search-retry");
    this.results = element("results");
    this.relatedPart = element("search-related");
    this.related = element("related");
    this.more = element("search-more");
    this.hints = element("search-hints");
    // The lists of columns and years stand below all this: to begin with, without JavaScript, and when nothing came.
    this.archives = element("search-archives") ?? made("div");
    this.title = document.title;
    this.turn = 0;
    this.site = new URL(root.dataset.root, document.baseURI);
    this.files = new Files(new URL(root.dataset.index, document.baseURI));
  }

  start() {
    let composing = false;
    this.input.addEventListener("compositionstart", () => { composing = true; });
    this.input.addEventListener("compositionend", () => { composing = false; });
    this.input.addEventListener("keydown", (event) => {
      // Enter that ends an input method's composition chooses a word; it does not search.
      if (event.key === "Enter" && (composing || event.isComposing || event.keyCode === 229)) event.preventDefault();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const query = this.input.value;
      const address = new URL(location.href);
      address.hash = "";
      if (query) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      if (address.href !== location.href) history.pushState(null, "", address);
      this.run(query);
    });
    this.retry.addEventListener("click", () => {
      this.files.asked.clear();
      this.run(this.input.value);
    });
    this.more.addEventListener("click", () => this.showMore());
    window.addEventListener("popstate", () => this.fromAddress());
    this.fromAddress();
  }

  fromAddress() {
    const query = new URLSearchParams(location.search).get("q") ?? "";
    this.input.value = query;
    this.run(query);
  }

  async run(query) {
    const turn = ++this.turn;
    const wanted = query.trim();
    this.clear();
    this.search = null;
    this.archives.hidden = Boolean(wanted);
    document.title = wanted ? `${wanted.slice(0, 40)} - ${this.title}` : this.title;
    if (!wanted) {
      this.say("");
      return;
    }
    this.say("正在查找……");
    this.results.setAttribute("aria-busy", "true");
    try {
      const search = await Search.begin(query, this.files);
      const found = await search.next();
      if (turn !== this.turn) return;
      this.search = search;
      this.show(found);
    } catch {
      if (turn === this.turn) this.failed();
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
      const first = this.show(found);
      if (first) first.focus();
    } catch {
      if (turn === this.turn) this.failed();
    } finally {
      this.more.disabled = false;
    }
  }

  clear() {
    this.results.replaceChildren();
    this.related.replaceChildren();
    this.relatedPart.hidden = true;
    this.more.hidden = true;
    this.retry.hidden = true;
    this.hints.hidden = true;
  }

  say(text) {
    this.status.textContent = text;
  }

  failed() {
    this.say("搜索没有成功：索引没有取到，可能是网络断了。可以重试，或从下面的目录找稿件。");
    this.retry.hidden = false;
    this.archives.hidden = false;
  }

  /** Adds what was found; answers the first new link. */
  show({ exact, related }) {
    const { search } = this;
    const exactItems = exact.map((hit) => this.item(hit));
    // Beside exact results only a few related ones are of use.
    const few = search.exact ? related.slice(0, Math.max(0, 5 - this.related.children.length)) : related;
    const relatedItems = few.map((hit) => this.item(hit));
    this.results.append(...exactItems);
    this.related.append(...relatedItems);
    this.relatedPart.hidden = !this.related.children.length;
    this.more.hidden = !search.hasMore;
    const [count, certain] = search.count;
    if (search.exact) this.say(`找到${certain ? "" : "约"} ${count} 篇`);
    else if (search.hits.length) this.say("没有完全匹配，以下为相关内容");
    else this.say("没有找到");
    this.hints.hidden = this.archives.hidden = search.hits.length > 0;
    return (exactItems[0] ?? relatedItems[0])?.querySelector("a");
  }

  item({ record, tier, run }) {
    const { asked } = this.search;
    const [title] = record.passages;
    const { passage, needles } = excerptOf(asked, record.passages, run);
    const inTitle = tier >= 3;
    const address = new URL(record.url.replace(/^\/+/, ""), this.site);
    if (!inTitle && needles.length && passage.anchor) address.hash = passage.anchor;
    const link = made("a", "result-title");
    link.href = address.href;
    const titleNeedles = inTitle ? [asked.whole] : asked.pieces;
    link.append(...marked(snippetOf(title, titleNeedles, title.given.length, title.given.length)));
    const facts = made("p", "result-meta");
    const day = made("time");
    day.dateTime = record.day;
    const [year, month, date] = record.day.split("-").map(Number);
    day.textContent = `${year}年${month}月${date}日`;
    facts.append(day, ...record.labels.flatMap((label) => {
      const part = made("span", "result-label");
      part.textContent = label;
      return [" ", part];
    }));
    const item = made("li", "result");
    item.append(link, facts);
    if (passage !== title) {
      const snippet = made("p", "result-snippet");
      snippet.append(...marked(snippetOf(passage, needles)));
      item.append(snippet);
    }
    return item;
  }
}

function made(name, className = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  return element;
}

function marked(parts) {
  return parts.map(([text, isMark]) => {
    if (!isMark) return text.replace(/\n/g, " ");
    const mark = made("mark");
    mark.textContent = text;
    return mark;
  });
}

if (typeof document !== "undefined") {
  const root = document.getElementById("search");
  if (root?.dataset.index) new Panel(root).start();
}
