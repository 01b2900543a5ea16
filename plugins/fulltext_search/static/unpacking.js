// Files that are compressed, and the folding table among them.

/** The folding table of a string of pairs (traditional, simplified). */
export function foldingOf(pairs) {
  const characters = [...pairs];
  const table = new Map();
  for (let i = 0; i + 1 < characters.length; i += 2) table.set(characters[i], characters[i + 1]);
  return table;
}

export async function unpacked(files, bytes) {
  if (typeof DecompressionStream === "undefined") return (await files.more()).inflate(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function textIn(files, bytes, encoding = "utf-8") {
  return new TextDecoder(encoding).decode(await unpacked(files, bytes));
}

export async function valueIn(files, bytes) {
  return JSON.parse(await textIn(files, bytes));
}

/** The table of all traditional characters, for what readers type. */
export async function foldingFor(files) {
  return foldingOf(await files.get("words/folding", (bytes) => textIn(files, bytes)));
}
