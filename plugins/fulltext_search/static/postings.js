// Shards and lists of postings, as shards.py, places.py and postings.py write them. Pure.

const NAME_BITS = 48;
const MOST_RANK = 3;
const FIRST = 0x4e00;
const LAST = 0x9fff;
const KEY_BITS = 29;
const MASK = 0x1fffffff;
let crcTable;

/** The CRC-32 of bytes. */
export function crcOf(bytes) {
  crcTable = crcTable ?? Uint32Array.from({ length: 256 }, (_, n) => {
    for (let i = 0; i < 8; i++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n >>> 0;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The bucket of a key among `count`. */
export function bucketNumber(key, count) {
  return crcOf(new TextEncoder().encode(key)) % count;
}

/** The stirred number of two characters of the basic block; -1 for any other term. */
function keyOf(term) {
  const one = term.charCodeAt(0);
  const two = term.charCodeAt(1);
  if (term.length !== 2 || one < FIRST || one > LAST || two < FIRST || two > LAST) return -1;
  const code = Math.imul((one - FIRST) * (LAST - FIRST + 1) + two - FIRST, 0x13c6ef35) & MASK;
  return Math.imul(code ^ (code >>> 15), 0x1b873593) & MASK;
}

/** The shard of a term among `shards`, a power of two. */
export function shardNumber(term, shards) {
  const bits = Math.log2(shards);
  const key = keyOf(term);
  if (key >= 0) return key >>> (KEY_BITS - bits);
  return bits ? crcOf(new TextEncoder().encode(term)) >>> (32 - bits) : 0;
}

/** The bytes before the CRC-32 at the end. Throws when the file is not whole. */
export function unsealed(bytes) {
  const body = bytes.subarray(0, -4);
  const sum = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0);
  if (bytes.length < 8 || crcOf(body) !== sum) throw new Error("file cannot be read");
  return body;
}

/** How many low bits of a gap stand as they are in a list of `count` numbers below `room`. */
function parameter(count, room) {
  return Math.max(0, 31 - Math.clz32(Math.floor((room * 11) / (count * 16))));
}

export class Reader {
  constructor(bytes, at = 0, place = 0) {
    Object.assign(this, { bytes, at, place });
  }

  varint() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error("list ends early");
      value += (byte & 127) * scale;
      if (byte < 128) {
        this.place = this.at * 8;
        return value;
      }
      scale *= 128;
    }
  }

  bit() {
    return (this.bytes[this.place >> 3] >> (7 - (this.place++ & 7))) & 1;
  }

  low(width) {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 2 + this.bit();
    return value;
  }

  zeros(most = Infinity) {
    let count = 0;
    while (count < most && !this.bit()) if (++count > this.bytes.length * 8) throw new Error("list ends early");
    return count;
  }

  gamma() {
    const width = this.zeros();
    return 2 ** width + this.low(width);
  }

  rice(width) {
    const high = this.zeros();
    return high * 2 ** width + this.low(width);
  }

  /** Ascending numbers below `room`. */
  numbers(count, room) {
    const found = new Uint32Array(count);
    const width = count ? parameter(count, room) : 0;
    let number = -1;
    for (let i = 0; i < count; i++) {
      number += this.rice(width) + 1;
      found[i] = number;
    }
    return found;
  }

  /** {documents, numbers, ranks, whole, cut}. */
  list(room) {
    const documents = this.gamma();
    const cut = documents > 1 && this.bit() === 1;
    let whole = "";
    let count = documents;
    if (cut) {
      for (let i = 0; i < NAME_BITS / 8; i++) whole += this.low(8).toString(16).padStart(2, "0");
      if (/^0*$/.test(whole)) whole = "";
      count = this.gamma();
    }
    if (count > room) throw new Error("list cannot be read");
    const numbers = this.numbers(count, room);
    const ranks = new Uint8Array(count);
    const places = this.numbers(this.gamma() - 1, count);
    for (const place of places) ranks[place] = this.zeros(MOST_RANK - 1) + 1;
    return { documents, numbers, ranks, whole, cut };
  }
}

/** Where each term's list begins in a shard: {bytes, room, at: Map by key or name}. Throws when the file is cut or is no shard. */
export function shardOf(file) {
  const bytes = unsealed(file);
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "YGS3") throw new Error("not a shard");
  const reader = new Reader(bytes, 4);
  const [room, keyBits, pairs, others, length] = Array.from({ length: 5 }, () => reader.varint());
  const names = others ? new TextDecoder().decode(bytes.subarray(reader.at, reader.at + length)).split("\n") : [];
  reader.place = (reader.at + length) * 8;
  const at = new Map();
  const width = pairs ? parameter(pairs, 2 ** keyBits) : 0;
  let key = -1;
  for (let i = 0; i < pairs; i++) {
    key += reader.rice(width) + 1;
    at.set(key, reader.place);
    reader.list(room);
  }
  for (const name of names) {
    at.set(name, reader.place);
    reader.list(room);
  }
  return { bytes, room, mask: 2 ** keyBits - 1, at };
}

function postingsOf({ documents, numbers, ranks, whole, cut }) {
  return { documents, found: numbers.map((number, i) => number * 4 + ranks[i]), whole, cut };
}

/** The list of a term: {documents, found: number * 4 + rank, whole, cut}; undefined when the shard lacks it. */
export function listOf(shard, term) {
  const key = keyOf(term);
  const place = shard.at.get(key < 0 ? term : key & shard.mask);
  return place === undefined ? undefined : postingsOf(new Reader(shard.bytes, 0, place).list(shard.room));
}

/** A whole list in a file of its own. */
export function wholeListOf(file) {
  const reader = new Reader(unsealed(file));
  return postingsOf(reader.list(reader.varint())).found;
}

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
