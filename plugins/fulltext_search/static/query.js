// What the reader asks for: pieces, their other spellings, and the terms to look up. Pure.

import { IS_HAN, exactTermsOf, pairsOf } from "./normal.js";
import { otherSpellings, withPrintedDates } from "./numerals.js";

const LONGEST_QUERY = 64;
const MOST_ALTERNATIVES = 4;
const LONG_RUN = 6;
const QUOTED = /[“"「『]([^“”"「」『』]{2,})[”"」』]/gu;
const BETWEEN_WORDS = /[\s"“”「」『』《》〈〉【】〔〕()（）]+/u;
const BETWEEN_CLAUSES = /[，。、；！？：!?;]+/u;
// Longest first, so that 有没有 is not left as 有 and 没有.
const QUESTION = new RegExp(
  "什么时候|请问一下|可不可以|什么是|是什么|为什么|怎么样|怎么办|多少钱|能不能|有没有|有哪些|是不是|做什么|干什么|怎么去|在哪里|在哪儿|多长时间|什么|怎么|怎样"
  + "|如何|多少|可以|能否|是否|哪些|哪里|哪儿|哪个|哪位|哪天|哪年|哪几|为何|几时|何时|请问|谁|吗|呢|哪|几个|几天|多久|多大|我想|想要|告诉我|关于",
  "gu",
);
const ASKED = /[?？哪谁吗几]|什么|怎[么样]|如何|多少|[能是]否|能不能|是不是|有没有|可不可以|为何|何时/u;
const EDGES = /^[的了是在和与有吧啊要想我]+|[的了是在和与有吧啊要想呀]+$/gu;
const PARTICLES = new Set("的了是在和与有吧啊要想我你这那");

/** What a query asks: {clean, whole, pieces: [{text, alternatives, strict}], question, quoted}. */
export function understood(query, normalise, synonyms = []) {
  const clean = [...query.normalize("NFC").replace(/\s+/gu, " ").trim()].slice(0, LONGEST_QUERY).join("");
  const dated = withPrintedDates(clean);
  const whole = normalise(dated).text;
  const quoted = [...dated.matchAll(QUOTED)].map((m) => normalise(m[1]).text).filter(Boolean);
  const rest = quoted.length ? dated.replace(QUOTED, " ") : dated;
  const clauses = rest.split(BETWEEN_CLAUSES).map((clause) => clause.split(BETWEEN_WORDS).map((word) => normalise(word).text));
  const parts = clauses.flatMap((words) => joined(words.filter(Boolean)));
  const loose = told(parts);
  const words = quoted.length || loose.length ? loose : parts;
  const solid = words.filter((piece) => [...piece].length > 1);
  const texts = [...new Set([...quoted, ...(solid.length || quoted.length ? solid : words)])];
  const pieces = texts.map((text) => {
    const strict = quoted.includes(text);
    return { text, strict, ...(strict ? { alternatives: [], equal: 0 } : alternativesOf(text, synonyms)) };
  });
  return { clean, whole, pieces, quoted, question: ASKED.test(clean) };
}

/** The parts without question words and without the particles at their ends. */
function told(parts) {
  return parts.flatMap((part) => part.replace(QUESTION, "\n").split("\n").map((piece) => (
    piece === part ? piece : piece.replace(EDGES, "")
  ))).map((piece) => piece.trim()).filter((piece) => piece && !PARTICLES.has(piece));
}

/** {alternatives, equal}: other spellings first (so many are the same thing), then synonyms. */
function alternativesOf(text, synonyms) {
  const spellings = otherSpellings(text).slice(0, MOST_ALTERNATIVES);
  const found = [...spellings];
  for (const group of synonyms) {
    for (const word of group) {
      if (!text.includes(word)) continue;
      // 劳动 in a longer synonym's place: 劳模 of 全国劳模 becomes 全国劳动模范, but 总工会 is not 总总工会.
      if (group.some((other) => other.length > word.length && other.includes(word) && text.includes(other))) continue;
      found.push(...group.filter((other) => other !== word).map((other) => text.replace(word, other)));
    }
  }
  return { alternatives: [...new Set(found)].filter((other) => other !== text).slice(0, MOST_ALTERNATIVES), equal: spellings.length };
}

/** The words between the reader's spaces; 10 月 17 日 and 傅 国 涛 are one word each. */
export function joined(words) {
  const found = [];
  const single = (word) => IS_HAN.test(word);
  let wasSingle = false;
  for (const word of words) {
    const before = found[found.length - 1] ?? "";
    const date = (/[0-9]$/.test(before) && /^[年月日号时元个名人万亿岁届期]/.test(word)) || (/[年月]$/.test(before) && /^[0-9]/.test(word));
    if (date || (wasSingle && single(word))) found[found.length - 1] += word;
    else found.push(word);
    wasSingle = single(word);
  }
  return found;
}

/** The terms that a document with this text has, as few as tell it: every pair of a short run, every other of a long one.
 *  `loose` takes numbers apart as well, so that a part of one is found. */
export function lookupsOf(text, loose = false) {
  const terms = text.split(" ").flatMap((run) => {
    const characters = [...run];
    if (characters.length < 2) return characters;
    const exact = exactTermsOf(run);
    if (!loose && /^[0-9]/.test(run) && exact.includes(`=${run}`)) return [`=${run}`];
    const pairs = pairsOf(run);
    if (characters.length < LONG_RUN) return pairs;
    return pairs.filter((_, i) => i % 2 === 0 || i === pairs.length - 1);
  });
  return [...new Set(terms)];
}
