// Starts the built demo in a folder of its own. In: options of the command. Out: its URLs, and how to end it, also
// the hard way. Knows nothing of browsers.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/vordruck");

/** The whole system, ready. `options` are those of `vordruck demo` beside folder and ports. Its data goes with `end()`. */
export async function startDemo(options = []) {
  const folder = mkdtempSync(join(tmpdir(), "vordruck-demo-"));
  let running = await start(folder, [0, 0], options);
  const { urls } = running;
  const ports = [new URL(urls.portal).port, new URL(urls.postbox).port];
  return {
    /** What the demo printed: its addresses by name. */
    urls,
    folder,
    /** What it has written to its error output since it was last started. */
    log: () => running.log(),
    /** Ends it without a warning, as a power cut would, and starts it again on the same data and the same ports. */
    async restart(otherOptions = options) {
      await running.stop("SIGKILL");
      running = await start(folder, ports, otherOptions);
    },
    /** Lets nothing answer until `goOn`: what is being done stays being done, and can be looked at. */
    pause: () => running.signal("SIGSTOP"),
    goOn: () => running.signal("SIGCONT"),
    async end() {
      running.signal("SIGCONT");
      await running.stop("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(folder, [port, postboxPort], options) {
  const child = spawn(binary, ["demo", "--data", folder, "--port", port, "--postbox-port", postboxPort, ...options].map(String), {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (text) => { log += text; });
  const ended = once(child, "exit");
  ended.then(([code, signal]) => { log += `the demo ended with ${code ?? signal}\n`; });
  const lines = createInterface({ input: child.stdout });
  let ready = false;
  const line = await Promise.race([
    once(lines, "line").then(([text]) => {
      ready = true;
      return text;
    }),
    once(child, "error").then(([error]) => { throw new Error(`${binary} does not start: ${error.message}. Run: make build`); }),
    ended.then(([code]) => { throw new Error(`the demo ended with ${code} before it was ready:\n${log}`); }),
    after(20_000).then(() => {
      if (ready) return;
      child.kill("SIGKILL");
      throw new Error(`the demo was not ready after 20 s:\n${log}`);
    }),
  ]);
  return {
    urls: JSON.parse(line),
    log: () => log,
    signal: (name) => child.kill(name),
    async stop(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      const patience = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

const after = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds).unref());
