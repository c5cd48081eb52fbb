// What an engine says and we do not follow. Each names engine, rule and place as narrowly as can be, since when, and why nobody is kept out by
// it. One that nothing matches any more fails the run: it must go.

export const EXCEPTIONS = [
  {
    engine: "ibm", rule: "aria_content_in_landmark", where: /class="vd-skip/, since: "2026-11-22", issue: 4,
    why: "The skip link is the first thing in the document, before all landmarks, as in the examples of W3C's technique G1. axe excepts it for the same reason.",
  },
  {
    engine: "alfa", rule: "sia-r61", where: /^document$/, since: "2026-11-22", issue: 4,
    why: "While something is wrong, the error summary with its heading stands above the page's own heading, as in the pattern of the GOV.UK Design System, and has focus. A best practice of Alfa's, no success criterion.",
  },
  {
    engine: "ibm", rule: "input_label_exists", where: /<select id="vd-(bearbeitung|ordnung)"/, since: "2026-11-22", issue: 4,
    why: "Both have a label beside them; while the details around them are closed, nothing of them is shown, and the checker sees the list but not its label.",
  },
  {
    engine: "markup", rule: "wcag/h32", where: /form$/, since: "2026-11-22", issue: 4,
    why: "Where a note says that it does not go on online, the button to go on is gone: there is nothing to send.",
  },
  {
    engine: "alfa", rule: "sia-r87", where: /^document$/, since: "2026-11-22", issue: 4,
    why: "The page for addresses that do not exist is a heading and a sentence: nothing to skip and nothing to reach.",
  },
  {
    engine: "markup", rule: "prefer-native-element", where: /-list$/, since: "2026-11-22", issue: 4,
    why: "The list of a combobox, as in the pattern of the ARIA practices: a native select cannot be searched by what is typed, and its lists of hundreds are what the combobox is for.",
  },
];

/** Splits findings into those that count and those excepted; `used` collects the exceptions that were needed. */
export function counted(findings, used = new Set()) {
  return findings.filter(({ engine, rule, where }) => {
    const exception = EXCEPTIONS.find((one) => one.engine === engine && one.rule === rule && one.where.test(where));
    if (exception) used.add(exception);
    return !exception;
  });
}
