// html-validate: is what the browser holds valid HTML? In: a page of either browser. Out: findings. It reads the document as it
// stands, not as it was sent: what the program has drawn is what matters.
import { HtmlValidate } from "html-validate";

/** Rules beyond validity, and those we do not follow, each with its reason. */
const rules = {
  // The document is written out by the browser: none of this is ours.
  "void-style": "off",
  "attr-quotes": "off",
  "attribute-boolean-style": "off",
  "attribute-empty-style": "off",
  "doctype-style": "off",
  "no-trailing-whitespace": "off",
  "no-raw-characters": "off",
  // Matters of taste, not of validity.
  "long-title": "off",
  "no-inline-style": "off",
  // The start page stays in the document, hidden, with its heading. Visible headings are Alfa's and axe's.
  "heading-level": "off",
  // A matter of security; conditions/loading.test.mjs holds it.
  "require-sri": "off",
  "prefer-native-element": "error",
  // A list may have a name (WAI-ARIA 1.2, 5.2.8.6).
  "aria-label-misuse": ["error", { allowAnyNamable: true }],
};

const validator = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"], rules });

/** `{ rule, where, text }` */
export async function markupFindings(page) {
  const html = `<!doctype html>\n${await page.evaluate(written)}`;
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages).map(({ ruleId: rule, message: text, selector, line }) => ({ rule, where: selector ?? `line ${line}`, text }));
}

/** The document without what is for browsers without scripts: that is a text here. */
function written() {
  const copy = document.documentElement.cloneNode(true);
  for (const one of copy.querySelectorAll("noscript")) one.remove();
  return copy.outerHTML;
}
