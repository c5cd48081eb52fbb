// A part that runs in a worker. Its wasm module sets the message handler when it starts; what arrives earlier is kept.
import init from "built:module";
import { wasm } from "built:files";
import { fetchWhole } from "./fetch-whole.mjs";

const early = [];
const keep = (event) => early.push(event);
addEventListener("message", keep);
await init({ module_or_path: fetchWhole(wasm) });
removeEventListener("message", keep);
for (const { data, ports } of early) dispatchEvent(new MessageEvent("message", { data, ports }));
