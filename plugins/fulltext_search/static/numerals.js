// Numbers and dates in other spellings: 六千块 is 6000元, 2024-8-28 is 2024年8月28日, which is 8月28日. Pure.

const DIGITS_OF = new Map([..."〇一二三四五六七八九"].map((c, i) => [c, i]));
DIGITS_OF.set("零", 0).set("两", 2);
const TENS_OF = new Map([["十", 10], ["百", 100], ["千", 1000]]);
const NUMERAL = "[〇零一二两三四五六七八九十百千万]";
const UNIT = "[元块月日号年岁届期名人个次条项家]";
// 3万元 is no 三 and no 万元.
const WRITTEN = new RegExp(`(^|[^0-9.])((?!万)${NUMERAL}+)(?=${UNIT})`, "g");
const TYPED_DATE = /([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])/g;
const WITH_YEAR = /[0-9]{4}年(?=[0-9]{1,2}月[0-9]{1,2}日)/g;

/** The value of a Chinese numeral: 六千 is 6000, 二十八 is 28, 二〇二四 is 2024. */
export function valueOf(numeral) {
  const characters = [...numeral];
  if (characters.every((c) => DIGITS_OF.has(c))) return Number(characters.map((c) => DIGITS_OF.get(c)).join(""));
  let total = 0;
  let part = 0;
  let digit = 0;
  for (const c of characters) {
    if (DIGITS_OF.has(c)) digit = DIGITS_OF.get(c);
    else if (c === "万") {
      total += (part + digit) * 10000;
      part = digit = 0;
    } else {
      part += (digit || 1) * TENS_OF.get(c);
      digit = 0;
    }
  }
  return total + part + digit;
}

/** A value below a hundred million as it is written: 6000 is 六千, 28 is 二十八. */
export function writtenOf(value) {
  const small = (n) => {
    let text = "";
    for (const [name, size] of [["千", 1000], ["百", 100], ["十", 10], ["", 1]]) {
      const digit = Math.floor(n / size) % 10;
      if (digit) text += "零一二三四五六七八九"[digit] + name;
      else if (text && !text.endsWith("零") && n % size) text += "零";
    }
    return text;
  };
  const high = Math.floor(value / 10000);
  return ((high ? small(high) + "万" : "") + small(value % 10000)).replace(/^一十/, "十");
}

/** The query with typed dates as they are printed. */
export function withPrintedDates(text) {
  return text.replace(TYPED_DATE, (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`);
}

/** The other spellings of a piece in normal form. */
export function otherSpellings(piece) {
  const found = new Set();
  const digits = piece.replace(WRITTEN, (_, before, numeral) => before + valueOf(numeral));
  for (const text of [piece, digits]) {
    found.add(text);
    found.add(text.replace(WITH_YEAR, ""));
    found.add(text.replace(/([0-9]+月[0-9]+)号/g, "$1日"));
    found.add(text.replace(/([0-9万亿])块钱?/g, "$1元"));
  }
  found.add(piece.replace(new RegExp(`(^|[^0-9.])([1-9][0-9]{0,7})(?=${UNIT})`, "g"), (_, before, n) => before + writtenOf(Number(n))));
  found.add(piece.replace(/(^|[^0-9.])([1-9][0-9]*)0000(?=[元人名])/g, "$1$2万"));
  found.add(piece.replace(/(^|[^0-9.])([1-9][0-9]{0,3})万(?=[元人名])/g, "$1$20000"));
  found.delete(piece);
  return [...found].filter(Boolean);
}
