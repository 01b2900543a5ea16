// What a query that is nowhere may have meant. Asks for files, touches no page.

import { lettersOf, meantByLetters, meantBySound } from "./sounds.js";

/** {texts, by}: the texts that may have been meant, by their "pinyin" or by "sound". */
export async function meantBy(query, search, files) {
  const letters = lettersOf(query);
  return letters ? { texts: await meantByLetters(letters, files), by: "pinyin" } : { texts: await mended(search, files), by: "sound" };
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
