// What of a document is shown: the passage, cut around the phrase, with marks. Pure.

import { placesOf } from "./closeness.js";

/** Where the needles stand in a passage, as [from, to] in its given text; neighbours and overlaps are one. */
export function marksIn(passage, needles) {
  const ranges = [];
  for (const needle of needles) {
    const whole = placesOf(passage.text, needle);
    const partly = passage.text.indexOf(needle);
    for (const at of whole.length || partly < 0 || !needle ? whole : [partly]) ranges.push([passage.start[at], passage.end[at + needle.length - 1]]);
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

/** The passage to show: the one with most of the needles, the longest of them first. */
export function excerptOf(needles, passages) {
  const rest = passages.slice(1);
  const worth = (passage) => needles.reduce((sum, needle) => sum + (placesOf(passage.text, needle).length ? needle.length : 0), 0);
  let best = null;
  let most = 0;
  for (const passage of rest) {
    const value = worth(passage);
    if (value > most) [best, most] = [passage, value];
  }
  return best ?? rest.find((p) => p.given.length >= 30) ?? rest[0] ?? passages[0];
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

/** A text directive (#:~:text=…) for a marked phrase: the words around it, since the phrase alone may be half a word to
 *  the browser, which only finds whole ones. Empty when nothing is marked. */
export function directiveOf(passage, needles) {
  const [mark] = marksIn(passage, needles);
  if (!mark) return "";
  const text = passage.given;
  const edge = /[，。、；：？！,;:?!“”《》（）()\n]/u;
  let from = mark[0];
  while (from > 0 && mark[0] - from < 40 && !edge.test(text[from - 1])) from--;
  let to = mark[1];
  while (to < text.length && to - mark[1] < 40 && !edge.test(text[to])) to++;
  const part = (start, end) => encodeURIComponent(text.slice(start, end).trim()).replace(/-/g, "%2D");
  const [before, phrase, after] = [part(from, mark[0]), part(mark[0], mark[1]), part(mark[1], to)];
  return `:~:text=${before ? `${before}-,` : ""}${phrase}${after ? `,-${after}` : ""}`;
}
