// All engines. In: a page of either browser, in a state that the caller has made sure of. Out: what is wrong, each finding with its engine.
import { alfaFindings } from "./alfa.mjs";
import { axeFindings } from "./axe.mjs";
import { ibmFindings } from "./ibm.mjs";
import { markupFindings } from "./markup.mjs";
import { ownFindings } from "./own.mjs";

export const ENGINES = { axe: axeFindings, alfa: alfaFindings, ibm: ibmFindings, markup: markupFindings, own: ownFindings };

/** `{ engine, rule, where, text }` of every engine, or of those named; `times` collects how long each took, in milliseconds. */
export async function findingsOf(page, names = Object.keys(ENGINES), times = {}) {
  const all = [];
  for (const engine of names) {
    const began = performance.now();
    all.push(...(await ENGINES[engine](page)).map((finding) => ({ engine, ...finding })));
    times[engine] = (times[engine] ?? 0) + performance.now() - began;
  }
  return all;
}

/** A finding as a line. */
export const told = ({ engine, rule, where, text }) => `${engine} ${rule}: ${text} (${where})`.replaceAll(/\s+/g, " ");
