// The texts of documents, and what they are narrowed by.

import { foldingOf, textIn, valueIn } from "./unpacking.js";
import { normaliser } from "./normal.js";

/** A document's record: its texts in the form in which they are searched, and how to bring others to it. */
export async function recordOf(files, number) {
  return files.get(await files.recordName(number), async (bytes) => {
    const record = JSON.parse(await textIn(files, bytes, "gbk"));
    // The text brings the few traditional characters that it holds; the whole table is for what readers type.
    const normalise = record.folds ? normaliser(foldingOf(record.folds)) : files.simplified;
    record.passages = (record.passages ?? []).map(([given, weight, anchor]) => (
      { given, weight: weight ?? 1, anchor: anchor ?? "", ...normalise(given) }
    ));
    record.normalise = normalise;
    return record;
  });
}

export async function facetsOf(files) {
  return files.get("words/facets", (bytes) => valueIn(files, bytes));
}
