// Runs the reader's script in Node: `node reader.mjs <search.mjs>` with JSON on standard input.
// {terms: [text, …], folding: pairs}: the normal form and terms of each text.
// {folder: path, queries: [text, …]}: what each query finds in the index of that folder.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const search = await import(pathToFileURL(process.argv[2]));
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const asked = JSON.parse(input);
const answer = {};

if (asked.terms) {
  const normalise = search.normaliser(search.foldingOf(asked.folding));
  answer.terms = asked.terms.map((text) => {
    const normal = normalise(text.normalize("NFC")).text;
    return [normal, search.termsOf(normal)];
  });
}
if (asked.places) {
  const normalise = search.normaliser(search.foldingOf(""));
  answer.places = asked.places.map(([text, needle]) => search.marksIn({ given: text, ...normalise(text) }, [needle]));
}
if (asked.understood) {
  const normalise = search.normaliser(search.foldingOf(asked.folding));
  answer.understood = asked.understood.map((query) => search.understood(query, normalise));
}
if (asked.hashes) answer.hashes = asked.hashes.map(([term, count]) => search.shardNumber(term, count));
if (asked.queries) {
  let moved = 0;
  globalThis.fetch = async (url) => {
    const text = await readFile(new URL(url), "utf8");
    moved += Buffer.byteLength(text);
    return { ok: true, text: async () => text };
  };
  const files = new search.Files(pathToFileURL(asked.folder + "/index.json"));
  answer.found = [];
  for (const query of asked.queries) {
    const begun = await search.Search.begin(query, files);
    const { exact, related } = await begun.next();
    const short = ({ record, tier }) => ({ url: record.url, tier });
    answer.found.push({ query, exact: exact.map(short), related: related.map(short), count: begun.count });
  }
  answer.moved = moved;
}
process.stdout.write(JSON.stringify(answer));
