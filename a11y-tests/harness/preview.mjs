// Starts the built preview of a process. In: its folder. Out: the address of the panel, and how to end it. Knows nothing of browsers.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/vordruck");

/** The folder of a process that ships. */
export const shipped = (id) => join(root, "shared-model/processes", id);

export async function startPreview(folder) {
  const child = spawn(binary, ["process", "preview", folder, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stderr.on("data", (text) => { log += text; });
  const ended = once(child, "exit");
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), "line").then(([text]) => text),
    once(child, "error").then(([error]) => { throw new Error(`${binary} does not start: ${error.message}. Run: make build`); }),
    ended.then(([code]) => { throw new Error(`the preview ended with ${code} before it was ready:\n${log}`); }),
  ]);
  return {
    url: line,
    async end() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
