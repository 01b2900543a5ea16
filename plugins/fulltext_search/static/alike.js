// Lists of pairs of characters that sound alike. Pure.

import { Reader, parameter, unsealed } from "./postings.js";

/** Lists of pairs that sound alike, as sounds.py writes them: by key {numbers, ranks}; `roomOf` bounds a key's numbers. */
export function alikeOf(file, number, count, roomOf) {
  const bytes = unsealed(file);
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "YGA1") throw new Error("not a file of sounds");
  const reader = new Reader(bytes, 4);
  const keyBits = reader.varint();
  const lists = reader.varint();
  const width = lists ? parameter(lists, 2 ** keyBits) : 0;
  const found = new Map();
  let place = -1;
  for (let i = 0; i < lists; i++) {
    place += reader.rice(width) + 1;
    const key = place * count + number;
    found.set(key, reader.list(roomOf(key)));
  }
  return found;
}
