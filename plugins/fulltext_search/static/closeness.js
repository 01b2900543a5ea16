// How well a document's own words fit the query: postings say where to look, the text decides. Pure.

import { IS_HAN } from "./normal.js";

/** Fits, the best first. The last two are pages that are only related, and none. */
export const TITLE_IS = 8;
export const TITLE_HAS = 7;
export const NAMES_HAVE = 6;
export const TEXT_HAS = 5;
export const PARTLY = 4;
export const WORDS_ALL = 3;
export const WORDS_NEAR = 2;
export const ANSWERS = 1;
export const RELATED = 0;

const NAME_WEIGHT = 4;
const USUAL_LENGTH = 800;
const ENOUGH_OF_QUESTION = 0.6;
const SHORT_WORD = 5;
const WIDEST_GAP = 8;

/** Where a needle stands in a normal text as a unit: 1日 does not stand in 21日, nor 600 in 6000. */
export function placesOf(text, needle) {
  const found = [];
  if (!needle) return found;
  const starts = /^[0-9]/.test(needle);
  const ends = /[0-9]$/.test(needle);
  for (let i = text.indexOf(needle); i >= 0; i = text.indexOf(needle, i + 1)) {
    const end = i + needle.length;
    if (starts && /[0-9.]/.test(text[i - 1] ?? "")) continue;
    if (ends && (/[0-9]/.test(text[end] ?? "") || (text[end] === "." && /[0-9]/.test(text[end + 1] ?? "")))) continue;
    found.push(i);
  }
  return found;
}

function stands(passages, needle) {
  return passages.some((passage) => passage.text.includes(needle) && placesOf(passage.text, needle).length > 0);
}

/** The spelling of a piece that a document uses: its own, else the first alternative that stands there, else "". */
export function spellingIn(passages, piece) {
  return [piece.text, ...piece.alternatives].find((text) => stands(passages, text)) ?? "";
}

/** {tier, weight, needles}: how the document fits, how much it says of it, and what to mark in it. */
export function closeness(asked, passages) {
  const [title, ...rest] = passages;
  if (!title) return { tier: RELATED, weight: 0, needles: [] };
  const spellings = asked.pieces.map((piece) => spellingIn(passages, piece));
  const [first] = asked.pieces;
  const same = asked.pieces.length === 1 ? [first.text, ...first.alternatives.slice(0, first.equal)] : [];
  const wholes = [asked.whole, ...same].filter(Boolean);
  const strictly = asked.quoted.length ? asked.pieces.slice(0, asked.pieces.length === 1 ? 1 : 0).map((piece) => piece.text) : wholes;
  const whole = strictly.find((text) => stands(passages, text)) ?? "";
  const weight = weightOf(passages, whole ? [whole] : spellings.filter(Boolean));
  if (whole) {
    const named = rest.some((p) => p.weight === NAME_WEIGHT && p.text.includes(whole));
    const tier = title.text === whole ? TITLE_IS : title.text.includes(whole) ? TITLE_HAS : named ? NAMES_HAVE : TEXT_HAS;
    return { tier, weight: whole === asked.whole ? weight + 1 : weight, needles: [whole] };
  }
  // Half a number, as in 11月1 of 11月16日: less than a whole one, more than nothing.
  const part = asked.quoted.length ? "" : asked.whole;
  if (/^[0-9]|[0-9]$/.test(part) && passages.some((p) => p.text.includes(part))) return { tier: PARTLY, weight, needles: [part] };
  if (spellings.length && spellings.every(Boolean)) return { tier: WORDS_ALL, weight, needles: spellings };
  if (asked.pieces.some((piece, i) => piece.strict && !spellings[i])) return { tier: RELATED, weight, needles: spellings.filter(Boolean) };
  return byRuns(asked, passages, spellings, weight);
}

/** Documents without the words as they were typed: those that hold them in parts, and those that answer a question. */
function byRuns(asked, passages, spellings, weight) {
  const found = asked.pieces.map((piece, i) => (
    spellings[i] ? { share: 1, runs: [spellings[i]], near: true } : bestOf([piece.text, ...piece.alternatives].map((text) => runsOf(text, passages)))
  ));
  const lengths = asked.pieces.map((piece) => [...piece.text].length);
  const all = lengths.reduce((a, b) => a + b, 0) || 1;
  const share = found.reduce((sum, one, i) => sum + one.share * lengths[i], 0) / all;
  const needles = [...new Set(found.flatMap((one) => one.runs))].sort((a, b) => b.length - a.length);
  let tier = RELATED;
  if (found.length && found.every((one) => one.share === 1 && one.near)) tier = WORDS_NEAR;
  else if (asked.question && all > SHORT_WORD && share >= ENOUGH_OF_QUESTION) tier = ANSWERS;
  return { tier, weight: weight + share * needles.join("").length, needles: trimmed(needles) };
}

function bestOf(found) {
  return found.reduce((a, b) => (b.share > a.share ? b : a));
}

/** A piece cut into the longest runs (two characters at least) that stand in the document: how much of it, and which. */
export function runsOf(text, passages) {
  const characters = [...text];
  const runs = [];
  let covered = 0;
  let from = 0;
  while (from < characters.length) {
    let to = characters.length;
    while (to - from > 1 && !stands(passages, characters.slice(from, to).join(""))) to--;
    if (to - from > 1) {
      runs.push(characters.slice(from, to).join(""));
      covered += to - from;
      from = to;
    } else {
      // 领补助 in a text with 补助: one character that joins the run behind it counts for nothing.
      from++;
    }
  }
  const share = covered / characters.length;
  // A short word that is nowhere whole is another word, unless its parts stand close in that order: 产业银行 is not 产业 … 银行.
  const near = characters.length > SHORT_WORD || passages.some((passage) => closeTogether(passage.text, runs));
  return { share: characters.length < 4 && share < 1 ? 0 : share, runs, near: near && characters.length > 3 };
}

function closeTogether(text, runs) {
  for (let at = text.indexOf(runs[0]); at >= 0; at = text.indexOf(runs[0], at + 1)) {
    let end = at + runs[0].length;
    const fits = runs.slice(1).every((run) => {
      const next = text.indexOf(run, end);
      const close = next >= 0 && next - end <= WIDEST_GAP;
      end = next + run.length;
      return close;
    });
    if (fits) return true;
  }
  return false;
}

/** Half a number says nothing: 8月2 of 8月28日 is 8月. */
function trimmed(needles) {
  return needles
    .map((run) => run.replace(/^[0-9.]+(?=[^0-9.])|([^0-9.])[0-9.]+$/gu, "$1"))
    .filter((run) => [...run].length > 1 || !IS_HAN.test(run));
}

/** How much the passages say of the needles: weighted counts, damped as BM25 does. */
function weightOf(passages, needles) {
  const length = passages.reduce((sum, p) => sum + p.text.length, 0);
  const damping = 1.2 * (0.5 + (0.5 * length) / USUAL_LENGTH);
  return needles.reduce((sum, needle) => {
    const count = passages.reduce((n, p) => n + (p.text.includes(needle) ? placesOf(p.text, needle).length * p.weight : 0), 0);
    return sum + count / (count + damping);
  }, 0);
}
