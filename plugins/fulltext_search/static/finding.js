// One search: lists, candidates, texts, order. Asks for files, touches no page.

import { ANSWERS, PARTLY, RELATED, closeness } from "./closeness.js";
import { yearOf } from "./facet_names.js";
import { ranked, termsAsked, wholesNeeded } from "./ranking.js";
import { understood } from "./query.js";

const PAGE = 10;
/** So many candidates or fewer are read all at once. */
const ALL_AT_ONCE = 12;
/** Candidates that are read in one go when the first ones hold the words but not side by side: more while none does.
 *  Where there are more, a wave that brings no result ends it. */
const MOST_READ = 60;
const MOST_READ_FOR_ONE = 2000;
const LARGEST_BATCH = 80;

export const NO_FILTERS = Object.freeze({ column: "", district: "", kind: "", year: "" });

export class Search {
  constructor(asked, hits, lists, files, head) {
    Object.assign(this, { asked, hits, lists, files, head, read: 0, exact: 0, best: RELATED, order: "relevance" });
    this.all = hits;
  }

  /** `view` is {order, filters}; `replacing` stands for the pieces of the query (a pinyin's characters). */
  static async begin(query, files, view = {}, replacing = null) {
    const head = await files.head();
    await files.ready(query);
    const asked = understood(query, files.normalise, head.synonyms);
    if (replacing) Object.assign(asked, replacing);
    const everything = view.order === "date" || Object.values(view.filters ?? {}).some(Boolean);
    const look = async () => (head.documents && asked.pieces.length ? gathered(asked, files, everything) : new Map());
    let lists = await look();
    let hits = ranked(asked, lists, head.documents);
    if (!hits.length && /[0-9]/.test(asked.whole)) {
      asked.loose = true;
      lists = await look();
      hits = ranked(asked, lists, head.documents);
    }
    const search = new Search(asked, hits, lists, files, head);
    await search.narrow(view);
    return search;
  }

  /** Keeps the hits that pass the filters, in the order that was asked for. */
  async narrow({ order = "relevance", filters = NO_FILTERS }) {
    this.order = order;
    let hits = this.all;
    if (Object.values(filters).some(Boolean)) {
      const table = filters.column || filters.district || filters.kind ? await this.files.facets() : null;
      hits = hits.filter((hit) => passes(hit.number, filters, table, this.head.years));
    }
    if (order === "date") hits = [...hits].sort((a, b) => (b.coverage === 1) - (a.coverage === 1) || b.number - a.number);
    this.hits = hits;
  }

  get complete() {
    let count = 0;
    while (count < this.hits.length && this.hits[count].coverage === 1) count++;
    return count;
  }

  /** The next documents in the order in which they are shown: {exact, related}. A wave that cannot be fetched loses
   *  nothing: what came before it is shown, and asking again asks for it again. */
  async next() {
    const exact = [];
    const related = [];
    const from = this.read;
    const many = this.complete > MOST_READ;
    let before = 0;
    let size = this.read === 0 && this.hits.length <= ALL_AT_ONCE ? ALL_AT_ONCE : PAGE;
    do {
      const batch = this.hits.slice(this.read, this.read + size);
      const found = await Promise.all(batch.map((hit) => this.judged(hit))).catch((fault) => {
        if (exact.length) return null;
        this.read = from;
        throw fault;
      });
      if (!found) break;
      this.read += batch.length;
      before = exact.length;
      exact.push(...found.filter((hit) => hit.tier > RELATED));
      related.push(...found.filter((hit) => hit.tier === RELATED));
      // One more look before growing: most often the second wave tells that there is nothing else.
      size = Math.min(this.read - from > PAGE ? size * 2 : PAGE, LARGEST_BATCH);
    } while (exact.length < PAGE && !(many && before && before === exact.length)
      && this.read < Math.min(from + (exact.length ? MOST_READ : MOST_READ_FOR_ONE), this.complete));
    const firm = exact.filter((hit) => hit.tier > ANSWERS);
    if (firm.length) related.push(...exact.filter((hit) => hit.tier === ANSWERS));
    const shown = firm.length ? firm : exact;
    shown.sort(this.order === "date" ? (a, b) => b.number - a.number : (a, b) => b.tier - a.tier || b.weight + b.score / 1e4 - a.weight - a.score / 1e4 || b.number - a.number);
    related.sort((a, b) => closer(b) - closer(a) || b.number - a.number);
    this.exact += shown.length;
    this.best = Math.max(this.best, ...shown.map((hit) => hit.tier));
    return { exact: shown, related };
  }

  async judged(hit) {
    const record = await this.files.record(hit.number);
    return { ...hit, record, ...closeness(this.asked, record.passages) };
  }

  get hasMore() {
    return this.read < this.hits.length && (this.hits[this.read].coverage === 1 || this.exact === 0);
  }

  /** Whether some document holds the very words, or the characters of a number that was cut. */
  get literal() {
    return this.best >= PARTLY;
  }

  /** How many documents hold what was asked for, and whether that is certain. */
  get count() {
    const [piece] = this.asked.pieces;
    const lists = this.lists.get(piece?.text);
    if (this.asked.pieces.length === 1 && !piece.alternatives.length && lists && this.hits === this.all) {
      return [lists.reduce((sum, list) => sum + list.documents, 0), true];
    }
    return this.read >= this.complete ? [this.exact, true] : [Math.max(this.complete, this.exact), false];
  }
}

async function gathered(asked, files, everything) {
  const terms = termsAsked(asked);
  const lists = new Map(await Promise.all(terms.map(async (term) => [term, await files.lists(term)])));
  await Promise.all(wholesNeeded(asked, lists, everything).map(async (part) => {
    part.found = await files.whole(part.whole);
    part.complete = true;
  }));
  return lists;
}

function closer(hit) {
  return hit.score * (0.5 + Math.max(0, ...hit.needles.map((needle) => needle.length)));
}

/** Whether the document passes each filter that is set. */
export function passes(number, filters, table, years) {
  if (filters.year && String(yearOf(number, years)) !== filters.year) return false;
  if (!table) return true;
  const place = (name) => table.names[name].indexOf(filters[name]);
  return ["column", "kind"].every((name) => !filters[name] || table[name][number] === place(name))
    && (!filters.district || table.district[number].includes(place("district")));
}
