// Runs the reader's modules in Node: `node reader.mjs <folder of the modules>` with JSON on standard input.
// {terms: [text, …], folding: pairs}: the normal form and terms of each text.
// {folder: path, queries: [text, …]}: what each query finds in the index of that folder.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}.js`));
const [normal, query, snippets, postings, filesModule, meaning, inflating, numerals, sounds, suggesting, unpacking] = await Promise.all(
  ["normal", "query", "snippets", "postings", "files", "meaning", "inflate", "numerals", "sounds", "suggesting", "unpacking"].map(load),
);
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const asked = JSON.parse(input);
const answer = {};
const normalise = normal.normaliser(unpacking.foldingOf(asked.folding ?? ""));

/** Every term of a text in normal form. */
const termsOf = (form) => form.split(" ").flatMap((run) => [...[...run].filter((c) => c !== "."), ...normal.pairsOf(run), ...normal.exactTermsOf(run)]);

if (asked.terms) {
  answer.terms = asked.terms.map((text) => {
    const form = normalise(text.normalize("NFC")).text;
    return [form, termsOf(form)];
  });
}
if (asked.places) {
  answer.places = asked.places.map(([text, needle]) => snippets.marksIn({ given: text, ...normalise(text) }, [needle]));
}
if (asked.directives) {
  answer.directives = asked.directives.map(([text, needle]) => snippets.directiveOf({ given: text, ...normalise(text) }, [needle]));
}
if (asked.understood) answer.understood = asked.understood.map((text) => query.understood(text, normalise, asked.synonyms ?? []));
if (asked.hashes) answer.hashes = asked.hashes.map(([term, count]) => postings.shardNumber(term, count));
if (asked.deflated) answer.inflated = asked.deflated.map((text) => Buffer.from(inflating.inflate(Buffer.from(text, "base64"))).toString());
if (asked.spellings) answer.spellings = asked.spellings.map(numerals.otherSpellings);
if (asked.fits) answer.fits = asked.fits.map(([letters, reading]) => sounds.fitOf(letters, reading));
let moved = 0;
const fromDisk = async (url) => {
  const bytes = await readFile(url);
  moved += bytes.length;
  return new Uint8Array(bytes);
};
const open = () => new filesModule.Files(pathToFileURL(`${asked.folder}/index.json`), () => load("more"), fromDisk);
if (asked.queries) {
  const files = open();
  answer.found = [];
  for (const text of asked.queries) {
    const before = moved;
    const { search, found, meant } = await meaning.answerTo(text, asked.cold ? open() : files, asked.view ?? {});
    const short = ({ record, tier, needles }) => ({ url: record.url, tier, needles });
    const all = [...found.exact];
    while (asked.all && search.hasMore) all.push(...(await search.next()).exact);
    answer.found.push({ query: text, exact: all.map(short), related: found.related.map(short), count: search.count, meant, literal: search.literal, moved: moved - before });
  }
}
if (asked.typed) {
  const files = open();
  answer.suggested = [];
  for (const text of asked.typed) answer.suggested.push((await suggesting.suggestionsFor(text, files)).map((row) => row.text));
}
process.stdout.write(JSON.stringify(answer));
