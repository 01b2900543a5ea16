// What cold queries move of an index on this disk, asked by the reader's own modules:
// `node search_moved.mjs MODULES INDEX` with [query, …] on standard input answers [[bytes, files, found], …].
// Texts count as nginx sends them, compressed; everything else as it lies there; headers do not count.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [modules, index] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${modules}/${name}.js`));
const [{ Files }, { answerTo }] = await Promise.all(["files", "meaning"].map(load));
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const answers = [];
for (const query of JSON.parse(input)) {
  let moved = 0;
  let files = 0;
  const fetchBytes = async (url) => {
    const bytes = await readFile(url);
    moved += url.pathname.endsWith(".json") ? gzipSync(bytes).length : bytes.length;
    files += 1;
    return new Uint8Array(bytes);
  };
  const cold = new Files(pathToFileURL(`${index}/index.json`), () => load("more"), fetchBytes);
  const { found } = await answerTo(query, cold, {});
  answers.push([moved, files, found.exact.length]);
}
process.stdout.write(JSON.stringify(answers));
