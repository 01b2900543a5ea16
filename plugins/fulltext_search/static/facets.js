// Counts by column, district, year and kind over the documents found. Pure.

import { FACETS, yearOf } from "./facet_names.js";

/** How many of these documents have each value: {column: [[name, count], …], …}, the most common first; years newest first. */
export function countsOf(numbers, table, years) {
  const counts = { column: new Map(), district: new Map(), year: new Map(), kind: new Map() };
  const add = (facet, name) => counts[facet].set(name, (counts[facet].get(name) ?? 0) + 1);
  for (const number of numbers) {
    add("year", String(yearOf(number, years)));
    for (const facet of ["column", "kind"]) {
      const place = table[facet][number];
      if (place >= 0) add(facet, table.names[facet][place]);
    }
    for (const place of table.district[number] ?? []) add("district", table.names.district[place]);
  }
  const sorted = (facet) => [...counts[facet]].sort((a, b) => (
    facet === "year" ? Number(b[0]) - Number(a[0]) : b[1] - a[1] || (a[0] < b[0] ? -1 : 1)
  ));
  return Object.fromEntries(FACETS.map(([facet]) => [facet, sorted(facet)]));
}
