// Every state of everything, in Firefox. A file a browser, so that both run at once.
import { lookAtEverything } from "./everything.mjs";

lookAtEverything("firefox");
