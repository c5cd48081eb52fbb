// axe-core with every rule it has, as findings like those of the other engines.
import { axeFindings as sentences } from "../harness/axe.mjs";

/** `{ rule, where, text }` */
export async function axeFindings(page) {
  return (await sentences(page)).map((sentence) => {
    const [, rule, where, text] = /^([^:]+): (\S+) ([^]*)$/.exec(sentence);
    return { rule, where, text };
  });
}
