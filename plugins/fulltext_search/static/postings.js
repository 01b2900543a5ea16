// Shards and lists of postings, as shards.py, places.py and postings.py write them. Pure.

const NAME_BITS = 48;
const MOST_RANK = 3;
const FIRST = 0x4e00;
const LAST = 0x9fff;
const KEY_BITS = 29;
/** So many bits at once. */
const STEP = 24;
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
  if (bytes.length < 8 || crcOf(body) !== sum) throw new Error("damaged");
  return body;
}

/** How many low bits of a gap stand as they are in a list of `count` numbers below `room`. */
export function parameter(count, room) {
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
      if (byte === undefined) throw new Error("damaged");
      value += (byte & 127) * scale;
      if (byte < 128) {
        this.place = this.at * 8;
        return value;
      }
      scale *= 128;
    }
  }

  /** The next bits, leftmost first: 25 of them at least, then zeros. */
  ahead() {
    const { bytes, place } = this;
    const i = place >> 3;
    return ((bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3]) << (place & 7);
  }

  low(width) {
    let value = 0;
    for (let wanted = width; wanted > 0; wanted -= STEP) {
      const take = Math.min(wanted, STEP);
      value = value * 2 ** take + (this.ahead() >>> (32 - take));
      this.place += take;
    }
    return value;
  }

  /** How many zeros stand before the next one, which is read as well; `most` of them need no one. */
  zeros(most = Infinity) {
    for (let count = 0; ;) {
      const some = Math.min(Math.clz32(this.ahead()), STEP);
      if (count + some >= most) {
        this.place += most - count;
        return most;
      }
      this.place += some;
      count += some;
      if (this.place >= this.bytes.length * 8) throw new Error("damaged");
      if (some < STEP) {
        this.place++;
        return count;
      }
    }
  }

  gamma() {
    const width = this.zeros();
    return 2 ** width + this.low(width);
  }

  rice(width) {
    const high = this.zeros();
    return width ? high * 2 ** width + this.low(width) : high;
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

  pass(count, room) {
    const width = count ? parameter(count, room) : 0;
    for (let i = 0; i < count; i++) {
      this.zeros();
      this.place += width;
    }
  }

  /** {documents, whole, cut, count}: what stands before a list's numbers. */
  headOf(room) {
    const documents = this.gamma();
    const cut = documents > 1 && this.low(1) === 1;
    let whole = "";
    let count = documents;
    if (cut) {
      for (let i = 0; i < NAME_BITS / 8; i++) whole += this.low(8).toString(16).padStart(2, "0");
      if (/^0*$/.test(whole)) whole = "";
      count = this.gamma();
    }
    if (count > room) throw new Error("damaged");
    return { documents, whole, cut, count };
  }

  /** {documents, numbers, ranks, whole, cut}. */
  list(room) {
    const { count, ...head } = this.headOf(room);
    const numbers = this.numbers(count, room);
    const ranks = new Uint8Array(count);
    const places = this.numbers(this.gamma() - 1, count);
    for (const place of places) ranks[place] = this.zeros(MOST_RANK - 1) + 1;
    return { ...head, numbers, ranks };
  }

  /** Passes over a list. */
  skip(room) {
    const { count } = this.headOf(room);
    this.pass(count, room);
    const ranked = this.gamma() - 1;
    this.pass(ranked, count);
    for (let i = 0; i < ranked; i++) this.zeros(MOST_RANK - 1);
  }
}

/** A shard, ready to be looked through: most of its lists are never read. Throws when the file is cut or is no shard. */
export function shardOf(file) {
  const bytes = unsealed(file);
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "YGS3") throw new Error("damaged");
  const reader = new Reader(bytes, 4);
  const [room, keyBits, pairs, others, length] = Array.from({ length: 5 }, () => reader.varint());
  const names = others ? new TextDecoder().decode(bytes.subarray(reader.at, reader.at + length)).split("\n") : [];
  return { bytes, room, keyBits, pairs, names, place: (reader.at + length) * 8 };
}

function postingsOf({ documents, numbers, ranks, whole, cut }) {
  return { documents, found: numbers.map((number, i) => number * 4 + ranks[i]), whole, cut };
}

/** The list of a term: {documents, found: number * 4 + rank, whole, cut}; undefined when the shard lacks it. */
export function listOf({ bytes, room, keyBits, pairs, names, place }, term) {
  const reader = new Reader(bytes, 0, place);
  const asked = keyOf(term);
  const wanted = asked < 0 ? Infinity : asked & (2 ** keyBits - 1);
  const width = pairs ? parameter(pairs, 2 ** keyBits) : 0;
  let key = -1;
  for (let i = 0; i < pairs; i++) {
    key += reader.rice(width) + 1;
    if (key === wanted) return postingsOf(reader.list(room));
    if (key > wanted) return undefined;
    reader.skip(room);
  }
  for (const name of asked < 0 ? names : []) {
    if (name === term) return postingsOf(reader.list(room));
    reader.skip(room);
  }
  return undefined;
}

/** A whole list in a file of its own. */
export function wholeListOf(file) {
  const reader = new Reader(unsealed(file));
  return postingsOf(reader.list(reader.varint())).found;
}
