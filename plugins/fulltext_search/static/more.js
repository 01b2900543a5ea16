// The part of the search that is fetched when a reader types, narrows results, or asks for what is nowhere.

import { foldingFor } from "./unpacking.js";
import { inflate } from "./inflate.js";
import { meantBy } from "./mending.js";
import { showFilters } from "./filters.js";
import { Suggestions } from "./suggesting.js";

export { Suggestions, foldingFor, inflate, meantBy, showFilters };
