// A part that runs in the page: its exports, and `ready`, which settles when they may be called.
import init from "built:module";
import { wasm } from "built:files";
import { fetchWhole } from "./fetch-whole.mjs";

export * from "built:module";
export const ready = init({ module_or_path: fetchWhole(wasm) }).then(() => undefined);
