// One search: candidates, texts, order. Asks for files, touches no page.

import { ANSWERS, PARTLY, RELATED, closeness } from "./closeness.js";
import { facetsOf, recordOf } from "./records.js";
import { NO_FILTERS, PAGE, looked } from "./looking.js";
import { yearOf } from "./facet_names.js";

/** The first results are shown when so many texts are here, as many as browsers fetch at once; they keep their place. */
const LEADING = 6;
/** So many candidates or fewer are read all at once. */
const ALL_AT_ONCE = 12;
/** Candidates that are read in one go when the first ones hold the words but not side by side: more while none does,
 *  and then the reader decides. Where there are more, a wave that brings no result ends it. */
const MOST_READ = 60;
const MOST_READ_FOR_ONE = 160;
const LARGEST_BATCH = 80;

export class Search {
  constructor(asked, hits, lists, files, head) {
    Object.assign(this, { asked, hits, lists, files, head, read: 0, exact: 0, best: RELATED, order: "relevance" });
    this.all = hits;
  }

  /** As `look` does the first half. */
  static async begin(query, files, view = {}, replacing = null, look = looked) {
    const { asked, lists, hits, head } = await look(query, files, view, replacing);
    const search = new Search(asked, hits, lists, files, head);
    await search.narrow(view);
    return search;
  }

  /** Keeps the hits that pass the filters, in the order that was asked for. */
  async narrow({ order = "relevance", filters = NO_FILTERS }) {
    this.order = order;
    let hits = this.all;
    if (Object.values(filters).some(Boolean)) {
      const table = filters.column || filters.district || filters.kind ? await facetsOf(this.files) : null;
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
   *  nothing: what came before it is shown, and asking again asks for it again. The very first ones that hold what was
   *  asked for are told to `early` as soon as they are certain. */
  async next(early = () => {}) {
    const exact = [];
    const related = [];
    const from = this.read;
    const many = this.complete > MOST_READ;
    let leading = [];
    let before = 0;
    let size = this.read === 0 && this.hits.length <= ALL_AT_ONCE ? ALL_AT_ONCE : PAGE;
    do {
      const batch = this.hits.slice(this.read, this.read + size);
      const coming = batch.map((hit) => this.judged(hit));
      const found = await this.waveOf(coming, this.read ? null : (hits) => {
        leading = hits;
        early(hits);
      }).catch((fault) => {
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
    const shown = [...leading, ...this.inOrder((firm.length ? firm : exact).filter((hit) => !leading.includes(hit)))];
    related.sort((a, b) => closer(b) - closer(a) || b.number - a.number);
    this.exact += shown.length;
    this.best = Math.max(this.best, ...shown.map((hit) => hit.tier));
    return { exact: shown, related };
  }

  /** All of a wave; `told` gets the best of its first ones as soon as they are here. */
  async waveOf(coming, told) {
    const whole = Promise.all(coming);
    whole.catch(() => {}); // the first ones may fail before anybody waits for the others
    if (told) {
      const firm = (await Promise.all(coming.slice(0, LEADING))).filter((hit) => hit.tier > ANSWERS);
      if (firm.length) told(this.inOrder(firm));
    }
    return whole;
  }

  inOrder(hits) {
    return hits.sort(this.order === "date" ? (a, b) => b.number - a.number : (a, b) => b.tier - a.tier || b.weight + b.score / 1e4 - a.weight - a.score / 1e4 || b.number - a.number);
  }

  async judged(hit) {
    const record = await recordOf(this.files, hit.number);
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
