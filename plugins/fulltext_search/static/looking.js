// The first half of a search: what is asked, and which documents may hold it. Asks for files, touches no page.

import { ranked, termsAsked, wholesNeeded } from "./ranking.js";
import { understood } from "./query.js";

export const PAGE = 10;
export const NO_FILTERS = Object.freeze({ column: "", district: "", kind: "", year: "" });

/** {asked, lists, hits, head}. `view` is {order, filters}; `replacing` stands for the pieces of the query (a pinyin's
 *  characters). The texts of the first hits are on their way when it answers. */
export async function looked(query, files, view = {}, replacing = null) {
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
  if (!everything) for (const { number } of hits.slice(0, PAGE)) files.soon(await files.recordName(number));
  return { asked, lists, hits, head };
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
