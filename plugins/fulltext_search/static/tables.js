// What the index's files say beside its postings and texts: names, sounds, readings.

import { alikeOf } from "./alike.js";
import { bucketNumber } from "./postings.js";
import { textIn, valueIn } from "./unpacking.js";

const bucketOf = (files, kind, count, number, read) => files.get(`words/${kind}-${count}-${number.toString(16)}`, read);

/** The rows of the lexicon under a key. */
export async function rowsOf(files, key) {
  const { lexicon } = await files.head();
  const bucket = await bucketOf(files, "lexicon", lexicon, bucketNumber(key, lexicon), (bytes) => valueIn(files, bytes));
  return Object.prototype.hasOwnProperty.call(bucket, key) ? bucket[key] : [];
}

/** The pairs of characters under a key of sounds (see sounds.py): {numbers, ranks}, or nothing. */
export async function pairsAlike(files, key, roomOf) {
  const { sounds } = await files.head();
  const number = key % sounds;
  return (await bucketOf(files, "sounds", sounds, number, (bytes) => alikeOf(bytes, number, sounds, roomOf))).get(key);
}

export async function readingsText(files) {
  return files.get("words/readings", (bytes) => textIn(files, bytes));
}
