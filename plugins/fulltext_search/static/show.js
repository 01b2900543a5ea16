// The part of the search that is fetched when a reader searches or turns to the box.

import { Panel } from "./panel.js";

export { Panel };
