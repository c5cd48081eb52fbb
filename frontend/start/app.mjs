// The first script of a page. In: the app's wasm module and the table of files, both from the build. Out: a running app,
// `globalThis.vordruck` with which it starts its workers, and `<html data-runtime>`: starting, running or failed, for the
// page's own text. Knows nothing of what the app does.
import "./trusted-types.mjs";
import init from "built:module";
import { wasm, sheets } from "built:files";
import { fetchWhole } from "./fetch-whole.mjs";
import { addSheets } from "./sheets.mjs";
import { startWorker } from "./workers.mjs";

const root = document.documentElement;
globalThis.vordruck = Object.freeze({ startWorker });
root.dataset.runtime = "starting";
try {
  // The app's first screen shall not be seen without its sheets. They are a tenth of the module, and asked for at the same time.
  const [module_or_path] = await Promise.all([fetchWhole(wasm), addSheets(sheets)]);
  await init({ module_or_path });
  root.dataset.runtime = "running";
} catch (error) {
  root.dataset.runtime = "failed";
  showOtherWays();
  throw error;
}

/** What the page says to browsers without scripts is right for those that can't run WebAssembly, too. */
function showOtherWays() {
  document.getElementById("vordruck-loading")?.remove();
  for (const hidden of document.querySelectorAll("noscript")) {
    const shown = document.createElement("div");
    shown.role = "alert";
    shown.innerHTML = hidden.textContent;
    hidden.replaceWith(shown);
  }
}
