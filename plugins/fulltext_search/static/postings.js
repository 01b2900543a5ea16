// Shards and lists of postings, as shards.py and postings.py write them. Pure.

const SHORT = 16;
const WHOLE_NAME = 6;
const RANKS = 3;
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

/** The shard or bucket of a term among `count`. */
export function shardNumber(term, count) {
  return crcOf(new TextEncoder().encode(term)) % count;
}

/** The bytes before the CRC-32 at the end. Throws when the file is not whole. */
export function unsealed(bytes) {
  const body = bytes.subarray(0, -4);
  const sum = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0);
  if (bytes.length < 8 || crcOf(body) !== sum) throw new Error("file cannot be read");
  return body;
}

class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  varint() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error("list ends early");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  skipList() {
    const head = this.varint();
    if (head & 1) {
      this.at += WHOLE_NAME;
      this.skipList();
    } else if (head >> 1 >= SHORT) {
      const length = this.varint();
      this.varint();
      this.at += length;
    } else {
      for (let i = head >> 1; i > 0; i--) this.varint();
    }
  }

  list() {
    const head = this.varint();
    if (head & 1) {
      const name = [...this.bytes.subarray(this.at, this.at + WHOLE_NAME)];
      this.at += WHOLE_NAME;
      const { found } = this.list();
      const whole = name.some(Boolean) ? name.map((b) => b.toString(16).padStart(2, "0")).join("") : "";
      return { documents: (head - 1) / 2, found, whole, cut: true };
    }
    const count = head / 2;
    return { documents: count, found: count < SHORT ? this.steps(count) : this.bits(count), whole: "", cut: false };
  }

  steps(count) {
    const found = new Uint32Array(count);
    let number = -1;
    for (let i = 0; i < count; i++) {
      const step = this.varint();
      number += Math.floor(step / 4) + 1;
      found[i] = number * 4 + (step & 3);
    }
    return found;
  }

  bits(count) {
    const length = this.varint();
    const low = this.varint();
    const { bytes } = this;
    const found = new Uint32Array(count);
    let place = this.at * 8;
    const next = () => (bytes[place >> 3] >> (7 - (place++ & 7))) & 1;
    let number = -1;
    for (let i = 0; i < count; i++) {
      let gap = 0;
      while (next()) gap++;
      for (let j = 0; j < low; j++) gap = gap * 2 + next();
      number += gap + 1;
      let rank = 0;
      while (rank < RANKS && next()) rank++;
      found[i] = number * 4 + rank;
    }
    this.at += length;
    return found;
  }
}

/** Where each term's list begins in a shard: {bytes, at: Map}. Throws when the file is cut or is no shard. */
export function shardOf(file) {
  const bytes = unsealed(file);
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "YGS2") throw new Error("not a shard");
  const reader = new Reader(bytes, 4);
  const at = new Map();
  let first = 0;
  for (let i = reader.varint(); i > 0; i--) {
    first += reader.varint();
    const second = bytes[reader.at] * 256 + bytes[reader.at + 1];
    reader.at += 2;
    at.set(String.fromCharCode(first, second), reader.at);
    reader.skipList();
  }
  const decoder = new TextDecoder();
  for (let i = reader.varint(); i > 0; i--) {
    const length = reader.varint();
    const term = decoder.decode(bytes.subarray(reader.at, reader.at + length));
    reader.at += length;
    at.set(term, reader.at);
    reader.skipList();
  }
  return { bytes, at };
}

/** The list of a term: {documents, found: number * 4 + rank, whole, cut}; undefined when the shard lacks it. */
export function listOf(shard, term) {
  const at = shard.at.get(term);
  return at === undefined ? undefined : new Reader(shard.bytes, at).list();
}

/** A whole list in a file of its own. */
export function wholeListOf(file) {
  return new Reader(unsealed(file), 0).list().found;
}
