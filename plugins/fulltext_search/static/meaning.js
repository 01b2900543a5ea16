// What to show for a query: its own results, or those of what it was meant to be. Asks for files, touches no page.

import { Search } from "./finding.js";

/** {search, found, meant}: `meant` are the texts that stand for the query, empty when it stands for itself. `early` is
 *  told of the first results (see Search.next); `look` does the first half of the search. */
export async function answerTo(query, files, view, { early, look } = {}) {
  const search = await Search.begin(query, files, view, null, look);
  const { question, quoted } = search.asked;
  const guessing = search.complete || question || quoted.length ? null : guessed(query, search, files);
  const found = await search.next(early);
  if (search.exact) return { search, found, meant: [], kind: "" };
  const { texts, by } = await (guessing ?? guessed(query, search, files));
  if (texts.length) {
    const other = await instead(query, texts, by, files, view);
    if (other) return other;
  }
  return { search, found, meant: [], kind: "" };
}

/** What may have been meant: asked for while the texts come that will hardly have it. */
function guessed(query, search, files) {
  const promise = files.more().then((more) => more.meantBy(query, search, files));
  promise.catch(() => {}); // whoever needs it hears of it
  return promise;
}

/** The results of the texts that may have been meant, if one of them really stands somewhere. */
async function instead(query, texts, by, files, view) {
  await files.ready(...texts);
  const forms = texts.map((text) => files.normalise(text).text);
  // Letters may mean several names, and each is right; a mistake had one word in mind.
  for (const [first, ...others] of by === "pinyin" ? [forms] : forms.map((form) => [form])) {
    const piece = { text: first, strict: false, alternatives: others, equal: others.length };
    const pieces = by === "pinyin" ? [piece] : undefined;
    const search = await Search.begin(first, files, view, pieces && { whole: first, pieces });
    const found = await search.next();
    if (search.exact && search.literal) return { search, found, meant: by === "pinyin" ? texts : [first], kind: by };
  }
  return null;
}
