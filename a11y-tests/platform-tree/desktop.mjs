// A desktop without a screen, with the bus that assistive technology reads: Xvfb, a session bus of its own, the accessibility bus. Out: the
// environment for browsers, and the tree of a document as the system gives it. Says what is missing if it cannot start.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"];
const NEEDED = "apt-get install xvfb at-spi2-core dbus python3-pyatspi (or .ci/setup test, which does it)";
const script = fileURLToPath(new URL("./tree.py", import.meta.url));

export async function startDesktop() {
  const launcher = LAUNCHERS.find((path) => existsSync(path));
  if (!launcher) throw new Error(`the accessibility bus is not installed: ${NEEDED}`);
  const home = mkdtempSync(join(tmpdir(), "vordruck-desktop-"));
  const running = [];
  const start = (command, options, settings) => {
    const child = spawn(command, options, settings);
    child.on("error", () => {});
    running.push(child);
    return child;
  };
  const end = async () => {
    for (const child of running.reverse()) {
      if (child.exitCode !== null || child.pid === undefined) continue;
      child.kill("SIGTERM");
      await Promise.race([once(child, "exit"), new Promise((done) => setTimeout(done, 3000))]);
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const screen = start("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const display = await firstLine(screen, screen.stdio[3], "Xvfb");
    const bus = start("dbus-daemon", ["--session", "--nofork", "--print-address=1"], { stdio: ["ignore", "pipe", "ignore"] });
    const address = await firstLine(bus, bus.stdout, "dbus-daemon");
    const env = {
      ...process.env, DISPLAY: `:${display}`, DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: home, HOME: home,
      GNOME_ACCESSIBILITY: "1", ACCESSIBILITY_ENABLED: "1", NO_AT_BRIDGE: "0", MOZ_ENABLE_WAYLAND: "0", LANG: "C.UTF-8",
    };
    start(launcher, ["--launch-immediately"], { env, stdio: "ignore" });
    return {
      env,
      /** Every node of the document whose title begins so. */
      async tree(application, title, patience = 40) {
        const { stdout } = await promisify(execFile)("/usr/bin/python3", [script, application, title, String(patience)], { env, maxBuffer: 1 << 26 });
        return JSON.parse(stdout);
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function firstLine(child, stream, name) {
  const line = await Promise.race([
    once(createInterface({ input: stream }), "line").then(([text]) => text),
    once(child, "error").then(() => undefined),
    once(child, "exit").then(() => undefined),
    new Promise((done) => setTimeout(done, 15_000)),
  ]);
  if (!line) throw new Error(`${name} does not start: ${NEEDED}`);
  return line.trim();
}
