// All that a search is, in the page's address, so that it can be shared and Back works. Pure.

import { FACETS } from "./facet_names.js";

/** {query, order, filters} of an address. */
export function viewOf(address) {
  const { searchParams } = address;
  return {
    query: searchParams.get("q") ?? "",
    order: searchParams.get("sort") === "date" ? "date" : "relevance",
    filters: Object.fromEntries(FACETS.map(([facet]) => [facet, searchParams.get(facet) ?? ""])),
  };
}

/** The address of a view. */
export function addressOf(view, base) {
  const address = new URL(base);
  address.hash = "";
  address.search = "";
  if (view.query) address.searchParams.set("q", view.query);
  if (view.query && view.order === "date") address.searchParams.set("sort", "date");
  if (view.query) for (const [facet] of FACETS) if (view.filters[facet]) address.searchParams.set(facet, view.filters[facet]);
  return address;
}
