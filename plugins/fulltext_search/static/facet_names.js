// What results are narrowed by.

/** The facets in the order in which they are shown, with the words for them. */
export const FACETS = [["column", "栏目"], ["district", "区县"], ["year", "年份"], ["kind", "体裁"]];

/** The year of a document by its number. */
export function yearOf(number, years) {
  let found = 0;
  for (const [year, first] of years) if (first <= number) found = year;
  return found;
}
