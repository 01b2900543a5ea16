// The values of each facet with their counts, as links; choosing the chosen one again takes it back.

import { FACETS } from "./facet_names.js";
import { countsOf } from "./facets.js";
import { facetsOf } from "./records.js";
import { made } from "./elements.js";

const MOST_VALUES = 40;

/** Fills the panel's filters for its search. */
export async function showFilters(panel) {
  const { search, view, turn } = panel;
  if (!search) return;
  const table = await facetsOf(panel.files).catch(() => null);
  if (!table || turn !== panel.turn) return;
  const numbers = search.all.filter((hit) => hit.coverage === 1).map((hit) => hit.number);
  const counts = countsOf(numbers, table, search.head.years);
  const groups = FACETS.filter(([facet]) => counts[facet].length > 1 || view.filters[facet]).map(([facet, words]) => {
    const group = made("div", "search-facet");
    const name = made("p", "search-facet-name", words);
    const chosen = view.filters[facet];
    const links = counts[facet].slice(0, MOST_VALUES).map(([value, count]) => (
      panel.choice(`${value}${facet === "year" ? "年" : ""}（${count}）`, { ...view, filters: { ...view.filters, [facet]: value === chosen ? "" : value } }, value === chosen)
    ));
    group.append(name, ...links);
    return group;
  });
  document.getElementById("search-facets").replaceChildren(...groups);
  if (Object.values(view.filters).some(Boolean)) panel.filters.open = true;
}
