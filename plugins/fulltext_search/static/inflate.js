// Inflate (RFC 1950 and 1951) for browsers without DecompressionStream; the others never call it. Pure.

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
  12289, 16385, 24577];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 16;
  }

  take(count) {
    let value = 0;
    for (let i = 0; i < count; i++, this.at++) {
      if (this.at >> 3 >= this.bytes.length) throw new Error("deflated data ends early");
      value |= ((this.bytes[this.at >> 3] >> (this.at & 7)) & 1) << i;
    }
    return value;
  }

  symbol(table) {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length++) {
      code |= this.take(1);
      const count = table.counts[length];
      if (code - count < first) return table.symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("deflated data cannot be read");
  }
}

function tableOf(lengths) {
  const counts = new Array(16).fill(0);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  const symbols = [];
  for (let length = 1; length < 16; length++) lengths.forEach((own, symbol) => own === length && symbols.push(symbol));
  return { counts, symbols };
}

function fixedTables() {
  const lengths = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
  return [tableOf(lengths), tableOf(new Array(30).fill(5))];
}

function ownTables(bits) {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const count = bits.take(4) + 4;
  const short = new Array(19).fill(0);
  for (let i = 0; i < count; i++) short[ORDER[i]] = bits.take(3);
  const table = tableOf(short);
  const lengths = [];
  while (lengths.length < literals + distances) {
    const symbol = bits.symbol(table);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) lengths.push(...new Array(bits.take(2) + 3).fill(lengths[lengths.length - 1]));
    else lengths.push(...new Array(symbol === 17 ? bits.take(3) + 3 : bits.take(7) + 11).fill(0));
  }
  return [tableOf(lengths.slice(0, literals)), tableOf(lengths.slice(literals, literals + distances))];
}

/** The bytes that zlib compressed. */
export function inflate(bytes) {
  const bits = new Bits(bytes);
  const out = [];
  for (let last = 0; !last;) {
    last = bits.take(1);
    const kind = bits.take(2);
    if (kind === 0) {
      bits.at = (bits.at + 7) & ~7;
      const length = bits.take(16);
      bits.take(16);
      for (let i = 0; i < length; i++) out.push(bits.take(8));
      continue;
    }
    const [literals, distances] = kind === 1 ? fixedTables() : ownTables(bits);
    for (let symbol = bits.symbol(literals); symbol !== 256; symbol = bits.symbol(literals)) {
      if (symbol < 256) {
        out.push(symbol);
        continue;
      }
      const length = LENGTHS[symbol - 257] + bits.take(LENGTH_BITS[symbol - 257]);
      const far = bits.symbol(distances);
      const from = out.length - DISTANCES[far] - bits.take(far < 4 ? 0 : (far >> 1) - 1);
      if (from < 0) throw new Error("deflated data cannot be read");
      for (let i = 0; i < length; i++) out.push(out[from + i]);
    }
  }
  return Uint8Array.from(out);
}
