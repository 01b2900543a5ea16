// From postings to the documents that are worth reading: which hold all of a query, which most, in what order. Pure.

import { lookupsOf } from "./query.js";

const NEAR_ENOUGH = 0.4;
const WEIGHTS = [1, 2, 3.5, 6];
const SYNONYM = 0.7;
/** So few documents are read rather than to fetch a long list that might rule some of them out. */
const FEW = 40;

/** The terms of all pieces and their alternatives, each once. */
export function termsAsked(asked) {
  return [...new Set(asked.pieces.flatMap((piece) => [piece.text, ...piece.alternatives].flatMap((text) => lookupsOf(text, asked.loose))))];
}

export function rarityOf(lists, documents) {
  const holding = lists.reduce((sum, list) => sum + list.documents, 0);
  return Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));
}

/** The names of cut lists whose whole is needed: their documents are not few already because of a rarer term. */
export function wholesNeeded(asked, lists, everything) {
  const texts = asked.pieces.flatMap((piece) => [piece.text, ...piece.alternatives]);
  const needed = new Set();
  for (const terms of texts.map((text) => lookupsOf(text, asked.loose))) {
    const known = terms.map((term) => lists.get(term) ?? []);
    if (terms.length === 1 && asked.pieces.length === 1 && !everything) continue;
    const rarest = Math.min(...known.filter((list) => list.every((part) => !part.cut)).map((list) => list.reduce((n, l) => n + l.documents, 0)));
    if (rarest <= FEW && asked.pieces.length === 1 && !everything) continue;
    for (const part of known.flat()) if (part.cut && part.whole) needed.add(part);
  }
  return [...needed];
}

/** The documents, the best first, new before old: [{number, score, coverage}, …]; coverage 1 has every term. */
export function ranked(asked, lists, documents) {
  const scores = new Float64Array(documents);
  const coverage = new Float64Array(documents);
  let total = 0;
  for (const piece of asked.pieces) {
    const own = lookupsOf(piece.text, asked.loose);
    const weight = own.reduce((sum, term) => sum + rarityOf(lists.get(term) ?? [], documents), 0) + 1e-9;
    const covered = new Float64Array(documents);
    [piece.text, ...piece.alternatives].forEach((text, turn) => {
      const terms = lookupsOf(text, asked.loose);
      const counts = new Uint16Array(documents);
      const rare = terms.filter((term) => !(lists.get(term) ?? []).some((list) => list.cut && !list.complete)).length;
      for (const term of terms) addTerm(lists.get(term) ?? [], documents, turn ? SYNONYM : 1, scores, counts);
      for (let n = 0; n < documents; n++) {
        // What a cut list leaves out may be there: where all other terms are, the text decides.
        const share = rare && rare < terms.length && counts[n] >= rare ? 1 : counts[n] / terms.length;
        if (share > covered[n]) covered[n] = share;
      }
    });
    total += weight;
    for (let n = 0; n < documents; n++) coverage[n] += covered[n] * weight;
  }
  const found = [];
  for (let number = 0; number < documents; number++) {
    if (!coverage[number]) continue;
    const share = coverage[number] / total;
    const part = share > 0.999 ? 1 : share;
    if (part >= NEAR_ENOUGH) found.push({ number, score: scores[number] * part ** 3, coverage: part });
  }
  return found.sort((a, b) => b.coverage - a.coverage || b.score - a.score || b.number - a.number);
}

function addTerm(parts, documents, share, scores, counts) {
  const rarity = rarityOf(parts, documents) * share;
  for (const { found, volume } of parts) {
    for (const posting of found) {
      const number = (posting >>> 2) + volume.start;
      if (number >= documents) throw new Error("damaged");
      scores[number] += rarity * WEIGHTS[posting & 3];
      counts[number]++;
    }
  }
}
