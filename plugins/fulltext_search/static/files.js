// The files of the index: each fetched once, checked, and kept while the page lives.

import { foldingOf, normaliser } from "./normal.js";
import { alikeOf, bucketNumber, listOf, shardNumber, shardOf, wholeListOf } from "./postings.js";

const PATIENCE = 20000;
const FORMAT = 3;

let simplified;

/** Whether a text holds a character that simplified Chinese does not have, so that the folding table is needed. */
export function needsFolding(text) {
  if (simplified === undefined) simplified = simplifiedCharacters();
  for (const c of text) if (c > "\u33ff" && c < "\ufb00" && !simplified?.has(c)) return true;
  return false;
}

/** The characters of GB 2312; nothing where the browser cannot say. */
function simplifiedCharacters() {
  try {
    const bytes = [];
    for (let high = 0xb0; high < 0xf8; high++) for (let low = 0xa1; low < 0xff; low++) bytes.push(high, low);
    return new Set(new TextDecoder("gb2312").decode(Uint8Array.from(bytes)));
  } catch {
    return null;
  }
}

function bytesOfBase64(text) {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

function nameAt(names, place) {
  return [...names.subarray(place * 3, place * 3 + 3)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** What failed is forgotten, so that asking again fetches again; without a network, what the browser kept is used. */
export class Files {
  /** `more` brings the part of the script that is not always needed. */
  constructor(index, more, fetchBytes = fetched) {
    this.index = index;
    this.more = more;
    this.fetchBytes = fetchBytes;
    this.asked = new Map();
    this.simplified = normaliser(new Map());
    this.normalise = this.simplified;
    this.folded = false;
  }

  get(name, read, options = {}) {
    if (!this.asked.has(name)) {
      const promise = this.fetchBytes(new URL(name, this.index), options).then(read);
      promise.catch(() => this.asked.delete(name));
      this.asked.set(name, promise);
    }
    return this.asked.get(name);
  }

  async unpacked(bytes) {
    if (typeof DecompressionStream === "undefined") return (await this.more()).inflate(bytes);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  async text(bytes, encoding = "utf-8") {
    return new TextDecoder(encoding).decode(await this.unpacked(bytes));
  }

  async value(bytes) {
    return JSON.parse(await this.text(bytes));
  }

  head() {
    return this.get("index.json", (bytes) => {
      const head = JSON.parse(new TextDecoder().decode(bytes));
      if (head.format !== FORMAT) throw new Error("index of another format");
      for (const volume of head.volumes) volume.names = bytesOfBase64(volume.names);
      return head;
    }, { cache: "no-cache" });
  }

  /** What the files of the lexicon and the sounds are called. */
  async tables() {
    return this.get((await this.head()).tables, (bytes) => {
      const tables = JSON.parse(new TextDecoder().decode(bytes));
      for (const part of [tables.lexicon, tables.sounds]) part.names = bytesOfBase64(part.names);
      return tables;
    });
  }

  /** Brings texts to normal form with `normalise` afterwards, whatever they hold: fetches the folding table if needed. */
  async ready(...texts) {
    if (this.folded || !texts.some(needsFolding)) return;
    const head = await this.head();
    this.normalise = normaliser(foldingOf(await this.get(head.folding, (bytes) => this.text(bytes))));
    this.folded = true;
  }

  /** The lists of a term, one a volume: [{volume, documents, found, whole, cut}, …]. */
  async lists(term) {
    const head = await this.head();
    const lists = await Promise.all(head.volumes.map(async (volume) => {
      const number = shardNumber(term, volume.shards);
      const name = nameAt(volume.names, Math.floor(number / (volume.shards / volume.groups)));
      const list = listOf(await this.get(`shards/${volume.name}/${number.toString(16)}-${name}`, shardOf), term);
      return list && { ...list, volume };
    }));
    return lists.filter(Boolean);
  }

  whole(name) {
    return this.get(`long/${name}`, wholeListOf);
  }

  async record(number) {
    const head = await this.head();
    const volume = [...head.volumes].reverse().find((one) => one.start <= number);
    return this.get(`records/${volume.name}/${number - volume.start}`, async (bytes) => {
      const record = JSON.parse(await this.text(bytes, "gbk"));
      // The text brings the few traditional characters that it holds; the whole table is for what readers type.
      const normalise = record.folds ? normaliser(foldingOf(record.folds)) : this.simplified;
      record.passages = (record.passages ?? []).map(([given, weight, anchor]) => (
        { given, weight: weight ?? 1, anchor: anchor ?? "", ...normalise(given) }
      ));
      record.normalise = normalise;
      return record;
    }, { cache: "no-cache" });
  }

  async bucketFile(kind, number, read) {
    const { names } = (await this.tables())[kind];
    return this.get(`words/${kind}-${number.toString(16)}-${nameAt(names, number)}`, read);
  }

  /** The rows of the lexicon under a key. */
  async rows(key) {
    const number = bucketNumber(key, (await this.tables()).lexicon.count);
    const bucket = await this.bucketFile("lexicon", number, (bytes) => this.value(bytes));
    return Object.prototype.hasOwnProperty.call(bucket, key) ? bucket[key] : [];
  }

  /** The pairs of characters under a key of sounds (see sounds.py): {numbers, ranks}, or nothing. */
  async alike(key, roomOf) {
    const { count } = (await this.tables()).sounds;
    const number = key % count;
    return (await this.bucketFile("sounds", number, (bytes) => alikeOf(bytes, number, count, roomOf))).get(key);
  }

  async facets() {
    return this.get((await this.head()).facets, (bytes) => this.value(bytes));
  }

  async readings() {
    return this.get((await this.tables()).readings, (bytes) => this.text(bytes));
  }
}

async function fetched(url, options) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  const ask = async (more) => {
    const response = await fetch(url, { ...options, ...more, signal: control.signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  try {
    return await ask({}).catch((fault) => {
      if (!(fault instanceof TypeError)) throw fault;
      return ask({ cache: "force-cache" });
    });
  } finally {
    clearTimeout(timer);
  }
}
