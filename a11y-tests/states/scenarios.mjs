// What is entered into the processes that ship: the scenarios beside their definitions, as the command gives them. In: the built command.
// Out: for each process the fewest scenarios that pass all pages that any of them passes, and one that is stopped.
import { execFileSync } from "node:child_process";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/vordruck");

/** `{ service, whole: [scenario …], stopped: scenario | undefined, spare: answers }` of every process that ships. */
export function processes() {
  const tested = execFileSync(binary, ["process", "test", join(root, "shared-model/processes"), "--format", "json"], { maxBuffer: 1 << 28, encoding: "utf8" });
  return JSON.parse(tested).map(({ process: file, scenarios }) => {
    const open = scenarios.filter(({ passed, language, outcome }) => passed && (language ?? "de") === "de" && outcome.opening === "open");
    // What another town asks may not be asked in the demo's; the demo's election is that of the scenarios.
    const ordinary = open.filter(({ own_tenant: own }) => !own);
    const usable = ordinary.length ? ordinary : open;
    const fine = usable.filter(({ outcome }) => outcome.errors.length === 0 && !outcome.stopped);
    const spare = Object.assign({}, ...scenarios.filter(({ passed, outcome }) => passed && outcome.errors.length === 0).map(({ answers }) => answers));
    return { service: basename(dirname(file)), whole: covering(fine), stopped: usable.find(({ outcome }) => outcome.stopped), spare };
  });
}

/** First the one with most pages, then always the one with most new ones. */
function covering(scenarios) {
  const chosen = [];
  const passed = new Set();
  for (;;) {
    const fresh = ({ outcome }) => outcome.pages.filter((page) => !passed.has(page)).length;
    const best = scenarios.reduce((best, one) => (!best || fresh(one) > fresh(best) ? one : best), undefined);
    if (!best || fresh(best) === 0) return chosen;
    chosen.push(best);
    for (const page of best.outcome.pages) passed.add(page);
  }
}
