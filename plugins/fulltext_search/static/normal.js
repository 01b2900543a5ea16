// Text to search terms, as terms.py does it; a test compares the two. Pure, runs in Node as well.

const IGNORED = /[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/u;
export const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
export const IS_HAN = new RegExp(`^[${HAN}]$`, "u");
const IN_WORD = /[\p{L}\p{N}\p{M}]/u;
const TRANSPARENT = new Set("\"'“”‘’「」『』〈〉《》【】〔〕〖〗()[]{}<>·・-‐");
const SPACE = /\p{Zs}/u;
const WORD = new RegExp(`[^ ${HAN}]{2,}`, "gu");
const AMOUNT = new RegExp(`(^|[^0-9.])([0-9]+(?:\\.[0-9]+)?[${HAN}])`, "gu");
const MONTH = /(^|[^0-9.])([0-9]+年[0-9]+月)(?![0-9]+日)/gu;
const DAY = /(^|[^0-9.])((?:[0-9]+年)?([0-9]+月[0-9]+日))/gu;

/** A function that brings text to the form in which it is searched: {text, start[], end[]}, the latter two being the
 *  places in the given text from which each UTF-16 unit of the form came. */
export function normaliser(folding) {
  const known = new Map();
  const plain = (c) => (c >= "0" && c <= "9") || (c >= "\u4e00" && c <= "\u9fff");
  const part = (c) => {
    if (IGNORED.test(c)) return "";
    if (IS_HAN.test(c) || IN_WORD.test(c)) return folding.get(c) ?? c;
    return TRANSPARENT.has(c) || SPACE.test(c) ? " " : "\n";
  };
  const marked = (c) => {
    let value = known.get(c);
    if (value === undefined) {
      if (c === "." || c === "．") value = ".";
      else if (c === ",") value = ",";
      else if (plain(c)) value = folding.get(c) ?? c;
      else value = [...c.normalize("NFKC").toLowerCase()].map(part).join("");
      known.set(c, value);
    }
    return value;
  };
  return (given) => {
    const units = { text: [], start: [], end: [] };
    let at = 0;
    for (const c of given) {
      const end = at + c.length;
      for (const d of marked(c)) {
        units.text.push(d);
        units.start.push(at);
        units.end.push(end);
      }
      at = end;
    }
    return closed(units);
  };
}

/** Drops the commas in numbers, makes points and spaces what they mean, and joins what only a space parts. */
function closed({ text, start, end }) {
  const digit = (i) => text[i] >= "0" && text[i] <= "9";
  const out = { text: "", start: [], end: [] };
  const push = (c, from, to) => {
    out.text += c;
    for (let i = 0; i < c.length; i++) {
      out.start.push(from);
      out.end.push(to);
    }
  };
  let gap = "";
  let last = -1;
  for (let i = 0; i < text.length; i++) {
    let c = text[i];
    if (c === "," || c === ".") {
      const inNumber = digit(i - 1) && digit(i + 1);
      if (c === "," && inNumber) continue;
      if (!inNumber) c = "\n";
    }
    if (c === "\n" || c === " ") {
      gap = gap === "\n" ? gap : c;
      continue;
    }
    if (gap && last >= 0 && (gap === "\n" || !(IS_HAN.test(text[last]) || IS_HAN.test(c)))) push(" ", end[last], start[i]);
    push(c, start[i], end[i]);
    gap = "";
    last = i;
  }
  return out;
}

/** The pairs of neighbouring characters of one run. */
export function pairsOf(run) {
  const characters = [...run];
  return characters.slice(1).map((c, i) => characters[i] + c);
}

/** Whole words, numbers with the character after them, and dates, each behind "=". */
export function exactTermsOf(run) {
  const found = (run.match(WORD) ?? []).map((word) => "=" + word);
  // Safari before 16.4 has no lookbehind: the character before is matched too, so the next match may begin with the
  // last character of this one.
  const scan = (pattern, take) => {
    pattern.lastIndex = 0;
    for (let m = pattern.exec(run); m; m = pattern.exec(run)) {
      take(m);
      pattern.lastIndex -= [...m[0]].pop().length;
    }
  };
  scan(AMOUNT, (m) => found.push("=" + m[2]));
  scan(MONTH, (m) => found.push("=" + m[2]));
  scan(DAY, (m) => {
    found.push("=" + m[2]);
    if (m[3] !== m[2]) found.push("=" + m[3]);
  });
  return found;
}
