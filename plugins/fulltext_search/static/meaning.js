// What to show for a query: its own results, or those of what it was meant to be. Asks for files, touches no page.

import { Search } from "./finding.js";
import { lettersOf, meantByLetters, meantBySound } from "./sounds.js";

/** {search, found, meant}: `meant` are the texts that stand for the query, empty when it stands for itself. */
export async function answerTo(query, files, view) {
  const search = await Search.begin(query, files, view);
  const found = await search.next();
  if (search.exact) return { search, found, meant: [], kind: "" };
  const letters = lettersOf(query);
  const by = letters ? "pinyin" : "sound";
  const texts = letters ? await meantByLetters(letters, files) : await mended(search, files);
  if (texts.length) {
    const other = await instead(query, texts, by, files, view);
    if (other) return other;
  }
  return { search, found, meant: [], kind: "" };
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

/** The query with each piece that is nowhere mended by its sound; nothing when some piece cannot be. */
async function mended(search, files) {
  const { asked, lists } = search;
  if (!asked.pieces.length || asked.quoted.length) return [];
  const options = await Promise.all(asked.pieces.map(async (piece) => {
    const known = asked.pieces.length > 1 && standsSomewhere(piece.text, search);
    return known ? [piece.text] : meantBySound(piece.text, files);
  }));
  if (options.some((texts) => !texts.length) || !lists) return [];
  const most = Math.max(...options.map((texts) => texts.length));
  return Array.from({ length: most }, (_, i) => options.map((texts) => texts[Math.min(i, texts.length - 1)]).join(" "));
}

function standsSomewhere(text, search) {
  return search.hits.some((hit) => hit.coverage > 0) && [...text].slice(1).every((c, i) => search.lists.get([...text][i] + c)?.length !== 0);
}
