// The files of the index: each fetched once, checked, and kept while the page lives.

import { normaliser } from "./normal.js";
import { listOf, shardNumber, shardOf, wholeListOf } from "./postings.js";

const PATIENCE = 20000;
const FORMAT = 4;
/** Files change under their names: browsers ask whether they have. */
const FRESH = { cache: "no-cache" };

let simplified;

/** Whether a text holds a character that simplified Chinese does not have, so that the folding table is needed. */
export function needsFolding(text) {
  simplified = simplified ?? simplifiedCharacters();
  for (const c of text) if (c > "\u33ff" && c < "\ufb00" && !simplified.includes(c)) return true;
  return false;
}

/** The characters of GB 2312; nothing where the browser cannot say. */
function simplifiedCharacters() {
  try {
    const bytes = new Uint8Array(72 * 94 * 2);
    for (let i = 0; i < bytes.length; i++) bytes[i] = i % 2 ? 0xa1 + ((i >> 1) % 94) : 0xb0 + Math.floor(i / 188);
    return new TextDecoder("gb2312").decode(bytes);
  } catch {
    return "";
  }
}

/** What failed is forgotten, so that asking again fetches again; without a network, what the browser kept is used. */
export class Files {
  /** `more` brings the part of the script that is not always needed; `given` is what index.json says, if the page tells. */
  constructor(index, more, fetchBytes = fetched, given = null) {
    this.given = given;
    this.index = index;
    this.more = more;
    this.fetchBytes = fetchBytes;
    this.asked = new Map();
    this.coming = new Map();
    this.simplified = normaliser(new Map());
    this.normalise = this.simplified;
    this.folded = false;
  }

  get(name, read, options = FRESH) {
    if (!this.asked.has(name)) {
      this.soon(name, options);
      const promise = this.coming.get(name).then(read);
      this.coming.delete(name);
      promise.catch(() => this.asked.delete(name));
      this.asked.set(name, promise);
    }
    return this.asked.get(name);
  }

  /** Asks for a file that will be read in a moment. */
  soon(name, options = FRESH) {
    if (this.asked.has(name) || this.coming.has(name)) return;
    const bytes = this.fetchBytes(new URL(name, this.index), options);
    bytes.catch(() => {}); // whoever reads it hears of it
    this.coming.set(name, bytes);
  }

  forget() {
    this.asked.clear();
    this.coming.clear();
  }

  /** Forgets what the page tells, which may be older than the index; answers whether that is worth another try. */
  renew() {
    const { given } = this;
    this.given = null;
    this.forget();
    return Boolean(given);
  }

  async head() {
    const head = this.given ?? await this.get("index.json", (bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    if (head.format !== FORMAT) throw new Error("damaged");
    return head;
  }

  /** Brings texts to normal form with `normalise` afterwards, whatever they hold: fetches the folding table if needed. */
  async ready(...texts) {
    if (this.folded || !texts.some(needsFolding)) return;
    this.soon("words/folding");
    this.normalise = normaliser(await (await this.more()).foldingFor(this));
    this.folded = true;
  }

  /** The lists of a term, one a volume: [{volume, documents, found, whole, cut}, …]. */
  async lists(term) {
    const head = await this.head();
    const lists = await Promise.all(head.volumes.map(async (volume) => {
      const number = shardNumber(term, volume.shards);
      const list = listOf(await this.get(`shards/${volume.name}/${volume.shards}-${number.toString(16)}`, shardOf), term);
      return list && { ...list, volume };
    }));
    return lists.filter(Boolean);
  }

  whole(name) {
    return this.get(`long/${name}`, wholeListOf, {}); // its name tells of its content
  }

  /** What the record of a document is called. */
  async recordName(number) {
    const head = await this.head();
    const volume = [...head.volumes].reverse().find((one) => one.start <= number);
    return `records/${volume.name}/${number - volume.start}`;
  }
}

async function fetched(url, options) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  const ask = async (more) => {
    const response = await fetch(url, { ...options, ...more, signal: control.signal });
    if (!response.ok) throw new Error("damaged");
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
