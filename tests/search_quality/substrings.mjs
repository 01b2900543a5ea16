// Every run of 2 to 8 Han characters of every article through the reader's own modules:
// `node substrings.mjs <folder of the modules>` with {index: folder, runs: {address: [run, …]}, nowhere: [text, …]} on
// standard input answers {asked, missed: [[text, [address, …]], …], wrong: [text, …]}; `nowhere` are texts that no article holds.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}.js`));
const [{ Files }, { answerTo }] = await Promise.all(["files", "meaning"].map(load));
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const { index, runs, nowhere } = JSON.parse(input);
const files = new Files(pathToFileURL(`${index}/index.json`), () => load("more"), async (url) => new Uint8Array(await readFile(url)));

async function exactOf(text) {
  const { search, found, meant } = await answerTo(text, files, {});
  const urls = new Set(meant.length ? [] : found.exact.map((hit) => hit.record.url));
  while (!meant.length && search.hasMore) for (const hit of (await search.next()).exact) urls.add(hit.record.url);
  return urls;
}

const holding = new Map();
for (const [url, texts] of Object.entries(runs)) {
  for (const run of texts) {
    const characters = [...run];
    for (let from = 0; from < characters.length; from++) {
      for (let length = 2; length <= 8 && from + length <= characters.length; length++) {
        const text = characters.slice(from, from + length).join("");
        if (!holding.has(text)) holding.set(text, new Set());
        holding.get(text).add(url);
      }
    }
  }
}
const missed = [];
for (const [text, urls] of holding) {
  const found = await exactOf(text);
  const lost = [...urls].filter((url) => !found.has(url));
  if (lost.length) missed.push([text, lost]);
}
const wrong = [];
for (const text of nowhere) if ((await exactOf(text)).size) wrong.push(text);
process.stdout.write(JSON.stringify({ asked: holding.size, missed, wrong }));
