// Fuzzes the reader's search in Node: `node search_client.mjs MODULES INDEX SECONDS CASES [SEED]`.
//
// MODULES is the folder of the client's modules, INDEX that of a built index (search/index). Queries, half-typed words,
// views and damaged files are mutated from a corpus that grows by whatever reaches code not run before (V8's own
// coverage). A query over whole files must be answered; over damaged ones it may be refused, with an Error that the panel
// shows as a sentence; nothing may take long. What breaks that is written to CASES, and the run ends with exit code 77.
// `node search_client.mjs MODULES INDEX 0 CASES` tries the cases found before once each.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { pathToFileURL } from "node:url";

const [modules, index, seconds, cases, seed = "1"] = process.argv.slice(2);
const SLOW = 5000;
const LONGEST = 300;
const BATCH = 25;
const WORDS = [
  "补助", "总工会", "产改", "劳模", "傅国涛", "2024年9月2日", "九月二日", "二〇二四年", "chongqing", "zgh", "fu guo tao", "33618", "ＡＢＣ", "重慶",
  "“", "”", "《", "》", "的", "什么时候", "？", " ", "　", "\u200b", "\ufeff", "\u0000", "\ud800", "𠮷", "é", "é", "👷🏽", "__proto__", "constructor", "toString",
  "<script>", "&amp;", "%2e", "..", "\\", "(", "[", "*", "+?", "\n", "0", "-1", "1e99", "9".repeat(40), "啊".repeat(70), "a".repeat(70),
];

let state = Number(seed) >>> 0;
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};
const below = (number) => Math.floor(random() * number);
const one = (list) => list[below(list.length)];

const load = (name) => import(pathToFileURL(`${modules}/${name}.js`));
const [{ Files }, { answerTo }, { suggestionsFor }, { viewOf, addressOf }, { inflate }, more] = await Promise.all(
  ["files", "meaning", "suggesting", "address", "inflate", "more"].map(load),
);

/** A case: {kind, text, view, harm}; `harm` says how files read from the index are damaged, null for whole ones. */
function fresh() {
  const kind = one(["query", "query", "query", "typed", "damaged", "damaged", "address", "inflate"]);
  return { kind, text: Array.from({ length: 1 + below(5) }, () => one(WORDS)).join(""), view: {}, harm: { file: below(5), at: random(), bit: below(8), cut: below(3) } };
}

function mutated(parent) {
  const child = structuredClone(parent);
  const letters = [...child.text];
  const at = below(letters.length + 1);
  switch (below(7)) {
    case 0: letters.splice(at, 0, one(WORDS)); break;
    case 1: letters.splice(at, 1 + below(3)); break;
    case 2: letters.splice(at, 0, String.fromCodePoint(one([below(128), 0x4e00 + below(20000), below(0xd800), 0xff00 + below(0xf0), 0x20000 + below(40000)]))); break;
    case 3: letters.reverse(); break;
    case 4: letters.push(...letters); break;
    case 5: child.view = { order: one(["date", "relevance", "x"]), filters: { column: one(["", "一周动态", "__proto__"]), district: one(["", "南岸区", "x"]), kind: one(["", "laomo"]), year: one(["", "2024", "-1"]) } }; break;
    default: child.harm = { file: below(5), at: random(), bit: below(8), cut: below(3) };
  }
  child.text = letters.join("").slice(0, LONGEST);
  return child;
}

function harmed(bytes, harm) {
  const at = Math.floor(harm.at * bytes.length);
  if (harm.cut === 1) return bytes.slice(0, at);
  if (harm.cut === 2) return new Uint8Array(bytes.length);
  const copy = bytes.slice();
  if (copy.length) copy[at] ^= 1 << harm.bit;
  return copy;
}

const whole = new Map();
async function fromDisk(url) {
  if (!whole.has(url.href)) whole.set(url.href, new Uint8Array(await readFile(url)));
  return whole.get(url.href);
}

function opened(harm) {
  let read = 0;
  const bytesOf = async (url) => {
    const bytes = await fromDisk(url);
    read += 1;
    return harm && read > harm.file ? harmed(bytes, harm) : bytes;
  };
  return new Files(pathToFileURL(`${index}/index.json`), async () => more, bytesOf);
}

const viewed = (view) => ({ order: "relevance", ...view, filters: { column: "", district: "", kind: "", year: "", ...view.filters } });
const TRIES = {
  query: async ({ text, view }) => { await answerTo(text, opened(null), viewed(view)); },
  typed: async ({ text }) => { await suggestionsFor(text, opened(null)); },
  damaged: async ({ text, view, harm }) => {
    try {
      const files = opened(harm);
      await answerTo(text, files, viewed(view));
      await suggestionsFor(text, files);
    } catch (fault) {
      if (!(fault instanceof Error)) throw new Error(`no Error was thrown: ${fault}`);
    }
  },
  address: async ({ text }) => {
    const base = new URL("https://example.com/search/");
    const made = addressOf({ query: text, order: "date", filters: { column: text, district: "", kind: "", year: "" } }, base);
    const { query } = viewOf(made);
    if (query !== text.toWellFormed()) throw new Error(`an address says ${JSON.stringify(query)}`);
    viewOf(new URL(`?${encodeURI(text.toWellFormed())}`, base));
  },
  inflate: async ({ harm, text }) => {
    const bytes = harmed(new TextEncoder().encode(text.repeat(20)), harm);
    try { inflate(bytes); } catch (fault) { if (!(fault instanceof Error)) throw new Error(`no Error was thrown: ${fault}`); }
  },
};

async function tried(one) {
  const begun = performance.now();
  let fault = null;
  let timer;
  const late = new Promise((_, refuse) => { timer = setTimeout(() => refuse(new Error("no end in sight")), SLOW); });
  try { await Promise.race([TRIES[one.kind](one), late]); } catch (error) { fault = error; } finally { clearTimeout(timer); }
  if (!fault && performance.now() - begun > SLOW) fault = new Error(`took ${Math.round(performance.now() - begun)} ms`);
  if (!fault) return;
  mkdirSync(cases, { recursive: true });
  const name = `${cases}/${one.kind}-${Date.now()}.json`;
  if (Number(seconds)) writeFileSync(name, JSON.stringify(one));
  console.error(fault, JSON.stringify(one), name);
  process.exit(77);
}

process.on("unhandledRejection", (fault) => { console.error("unhandled", fault); process.exit(77); });

for (const name of Number(seconds) ? [] : readdirSync(cases)) await tried(JSON.parse(readFileSync(`${cases}/${name}`, "utf-8")));

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
const reached = new Set();
async function reachesMore() {
  const before = reached.size;
  const { result } = await session.post("Profiler.takePreciseCoverage");
  for (const script of result.filter(({ url }) => url.includes(modules))) {
    for (const { ranges } of script.functions) for (const { startOffset, endOffset, count } of ranges) if (count) reached.add(`${script.url} ${startOffset} ${endOffset}`);
  }
  return reached.size > before;
}

const corpus = WORDS.map((text) => ({ ...fresh(), kind: "query", text }));
const counts = Object.fromEntries(Object.keys(TRIES).map((kind) => [kind, 0]));
const end = Date.now() + Number(seconds) * 1000;
let told = Date.now();
while (Date.now() < end) {
  const batch = Array.from({ length: BATCH }, () => (below(4) ? mutated(one(corpus)) : fresh()));
  for (const next of batch) {
    await tried(next);
    counts[next.kind] += 1;
  }
  if (await reachesMore()) corpus.push(...batch);
  if (Date.now() - told > 60_000) {
    told = Date.now();
    console.log(JSON.stringify({ counts, reached: reached.size, corpus: corpus.length }));
  }
}
console.log(JSON.stringify({ seconds: Number(seconds), seed: Number(seed), counts, reached: reached.size, corpus: corpus.length }));
process.exit(0);
