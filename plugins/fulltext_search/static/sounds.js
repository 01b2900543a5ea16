// Pinyin, initials and characters of the same sound: what a reader may have meant. Asks for files, touches no page.

import { pairsAlike, readingsText, rowsOf } from "./tables.js";

const LETTERS = /^[a-zü'’ ]+$/i;
const MOST_CHAINS = 40;
const MOST_MEANT = 4;
const SAME_CHARACTER = 6;
/** How common a pair is by its rank: in one document, in two to seven, in eight to sixty-three, in more. */
const COMMON = [1, 3, 5, 8];

/** The letters of a query that may be pinyin; empty when it cannot be. */
export function lettersOf(query) {
  const clean = query.normalize("NFKC").trim();
  if (!LETTERS.test(clean)) return "";
  const letters = clean.toLowerCase().replace(/ü/g, "v").replace(/[^a-z]/g, "");
  return letters.length > 1 && letters.length <= 40 ? letters : "";
}

/** How letters fit a reading: 3 they are all of it, 2 its initials, 1 a beginning (each syllable whole, begun, or its initial), 0 not. */
export function fitOf(letters, reading) {
  const syllables = reading.split(" ");
  if (syllables.join("") === letters) return 3;
  if (syllables.map((syllable) => syllable[0]).join("") === letters) return 2;
  return begins(letters, syllables) ? 1 : 0;
}

function begins(letters, syllables) {
  if (!letters) return true;
  const [syllable, ...rest] = syllables;
  if (!syllable) return false;
  for (let length = Math.min(syllable.length, letters.length); length > 0; length--) {
    if (letters.startsWith(syllable.slice(0, length)) && begins(letters.slice(length), rest)) return true;
  }
  return false;
}

/** Names and phrases that the letters may mean, the best first: [{text, kind, fit}, …]. */
export async function namesBySound(letters, files) {
  const rows = await rowsOf(files, letters.slice(0, 2));
  return rows
    .map(([text, kind, reading], place) => ({ text, kind, place, fit: fitOf(letters, reading) }))
    .filter((row) => row.fit)
    .sort((a, b) => b.fit - a.fit || a.place - b.place);
}

/** The readings of characters, both ways: {of: character → syllables, syllables: Map to places, characters: of each place}. */
async function readingsOf(files) {
  files.readingTable = files.readingTable ?? readingsText(files).then((text) => {
    const of = new Map();
    const characters = new Map();
    for (const line of text.split("\n")) {
      const [syllable, own] = line.split(" ");
      if (!own) continue;
      characters.set(syllable, [...(characters.get(syllable) ?? []), ...own]);
      for (const c of own) of.set(c, [...(of.get(c) ?? []), syllable]);
    }
    const names = [...characters.keys()].sort();
    const inOrder = (own) => [...own].sort((a, b) => a.codePointAt(0) - b.codePointAt(0));
    return { of, syllables: new Map(names.map((name, i) => [name, i])), characters: names.map((name) => inOrder(characters.get(name))) };
  });
  files.readingTable.catch(() => { files.readingTable = undefined; });
  return files.readingTable;
}

/** The pairs that stand in the site's texts and may be read as two syllables: [{pair, common}, …]. */
async function pairsOfSound(one, two, files) {
  const { syllables, characters } = await readingsOf(files);
  const [first, second, size] = [syllables.get(one), syllables.get(two), syllables.size];
  if (first === undefined || second === undefined) return [];
  const roomOf = (key) => characters[Math.floor(key / size)].length * characters[key % size].length;
  const list = await pairsAlike(files, first * size + second, roomOf);
  const width = characters[second].length;
  return [...(list?.numbers ?? [])].map((number, i) => (
    { pair: characters[first][Math.floor(number / width)] + characters[second][number % width], common: COMMON[list.ranks[i]] }
  ));
}

/** The ways to read letters as syllables, fewest syllables first: fuguotao is fu guo tao. */
export function syllablesIn(letters, known) {
  const ways = [];
  const take = (from, taken) => {
    if (from === letters.length) ways.push(taken);
    if (ways.length > 8 || taken.length > 16) return;
    for (let length = Math.min(6, letters.length - from); length > 0; length--) {
      const syllable = letters.slice(from, from + length);
      if (known.has(syllable)) take(from + length, [...taken, syllable]);
    }
  };
  take(0, []);
  return ways.sort((a, b) => a.length - b.length).slice(0, 3);
}

/** Runs of characters with these syllables (each a list of readings) whose pairs all occur, the likeliest first.
 *  `typed` are the characters that the reader typed: keeping them is likelier. */
async function chains(readings, typed, files) {
  const groups = await Promise.all(readings.slice(1).map(async (second, i) => {
    const keys = readings[i].flatMap((a) => second.map((b) => [a, b]));
    return (await Promise.all(keys.map(([a, b]) => pairsOfSound(a, b, files)))).flat();
  }));
  const kept = (c, i) => (typed[i] === c ? SAME_CHARACTER : 0);
  let open = null;
  groups.forEach((pairs, i) => {
    const grown = [];
    if (open === null) {
      for (const { pair, common } of pairs) grown.push({ text: pair, worth: common + kept(pair[0], 0) + kept(pair[1], 1), least: common });
    } else {
      for (const chain of open) {
        for (const { pair, common } of pairs) {
          if (!chain.text.endsWith(pair[0])) continue;
          grown.push({ text: chain.text + pair[1], worth: chain.worth + common + kept(pair[1], i + 1), least: Math.min(chain.least, common) });
        }
      }
    }
    const best = new Map();
    for (const chain of grown) if (!(best.get(chain.text)?.worth >= chain.worth)) best.set(chain.text, chain);
    open = [...best.values()].sort((a, b) => b.worth - a.worth || (a.text < b.text ? -1 : 1)).slice(0, MOST_CHAINS);
  });
  return open ?? [];
}

/** What letters may mean: names by reading or initials, else whatever stands in a text and is read so. */
export async function meantByLetters(letters, files) {
  const names = await namesBySound(letters, files);
  const sure = names.filter((row) => row.fit > 1);
  if (sure.length) return sure.filter((row) => row.fit === sure[0].fit).slice(0, MOST_MEANT).map((row) => row.text);
  const { syllables } = await readingsOf(files);
  for (const way of syllablesIn(letters, syllables)) {
    if (way.length < 2) continue;
    const found = await chains(way.map((syllable) => [syllable]), [], files);
    if (found.length) return found.slice(0, MOST_MEANT).map((chain) => chain.text);
  }
  return names.slice(0, MOST_MEANT).map((row) => row.text);
}

/** What a run of characters may have been meant to be: others of the same sound, the likeliest first. */
export async function meantBySound(text, files) {
  const typed = [...text];
  if (typed.length < 2 || typed.length > 16) return [];
  const { of } = await readingsOf(files);
  const readings = typed.map((c) => of.get(c) ?? []);
  if (!readings.every((said) => said.length)) return [];
  const found = await chains(readings, typed, files);
  return found
    .filter((chain) => chain.text !== text)
    .map((chain) => ({ ...chain, same: [...chain.text].filter((c, i) => c === typed[i]).length }))
    .filter((chain) => chain.same >= Math.floor(typed.length / 2) && (typed.length > 2 || chain.least > 1))
    .slice(0, MOST_MEANT)
    .map((chain) => chain.text);
}
