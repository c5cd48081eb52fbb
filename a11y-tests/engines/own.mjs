// What no engine looks at, because it takes knowing what the page is for: errors and their inputs, the one live region, where focus can be
// seen. In: a page of either browser. Out: findings. Each rule has a planted fault in planted/planted.test.mjs.

import { sight } from "./sight.mjs";

/** The rules with the success criteria of WCAG 2.2 they belong to. */
export const OWN_RULES = {
  "error-without-input": ["3.3.1", "1.3.1"],
  "input-without-error": ["3.3.1", "1.3.1"],
  "error-not-in-title": ["2.4.2", "3.3.1"],
  "no-live-region": ["4.1.3"],
  "target-below-24": ["2.5.8"],
  "target-below-44": ["2.5.5"],
  "focus-invisible": ["2.4.7", "2.4.13", "1.4.11"],
  "focus-obscured": ["2.4.11", "2.4.12"],
  "no-purpose": ["1.3.5"],
};

/** `{ rule, where, text }` */
export async function ownFindings(page) {
  await page.evaluate(sight);
  return page.evaluate(look);
}

async function look() {
  const { shown, nameOf, looks, indicator, contrastOf, isObscured, targetOf, isInline } = globalThis.vordruckSight;
  const findings = [];
  const report = (rule, element, text) => findings.push({ rule, where: element ? nameOf(element) : "page", text });

  // While a dialog is open, everything else is out of reach.
  const ground = document.querySelector("dialog[open]") ?? document.body;
  const reachable = [...ground.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((one) => shown(one) && !one.disabled);

  errors();
  liveRegion();
  targets();
  purposes();
  focus();
  return findings;

  function errors() {
    const summary = document.getElementById("vd-fehler");
    const wrong = [...document.querySelectorAll("[aria-invalid=true]")].filter(shown);
    for (const one of wrong) {
      const described = [one, one.closest("fieldset")].flatMap((element) => (element?.getAttribute("aria-describedby") ?? "").split(" "));
      const words = described.map((id) => document.getElementById(id)).filter((element) => element?.classList.contains("kern-error"));
      if (!words.some((element) => shown(element) && element.textContent.trim().length > 10)) report("input-without-error", one, "It is marked as wrong, and nothing says why.");
    }
    for (const link of summary?.querySelectorAll("a[href]") ?? []) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      // On check answers it leads to another page.
      if (!target && document.getElementById("vd-absenden")) continue;
      if (!target?.closest("[aria-invalid=true], fieldset")) report("error-without-input", link, "The summary leads nowhere.");
    }
    if ((summary || wrong.length) && document.querySelector("main form") && !/^(Fehler|Error)/.test(document.title)) report("error-not-in-title", null, `The title is “${document.title}”.`);
  }

  function liveRegion() {
    if (!document.documentElement.dataset.runtime) return;
    const regions = [...document.querySelectorAll("[role=status], [aria-live=polite]")];
    if (!regions.some(({ id }) => id === "vd-meldung")) report("no-live-region", null, "What changes is announced to nobody.");
  }

  function targets() {
    for (const one of reachable) {
      if (isInline(one) || one.matches("[tabindex='-1'], .vd-skip")) continue;
      const { width, height } = targetOf(one);
      const size = `${Math.round(width)} × ${Math.round(height)} px`;
      if (Math.min(width, height) < 23.9) report("target-below-24", one, size);
      else if (Math.min(width, height) < 43.9) report("target-below-44", one, size);
    }
  }

  function purposes() {
    for (const one of document.querySelectorAll("main form input[type=email], main form input[type=tel]")) {
      if (shown(one) && !one.hasAttribute("autocomplete")) report("no-purpose", one, "The browser is not told what it is for.");
    }
  }

  function focus() {
    const before = document.activeElement;
    const place = [scrollX, scrollY];
    for (const one of reachable) {
      // Of a group of radio buttons the keyboard reaches one.
      if (one.type === "radio" && one !== (document.querySelector(`input[name="${CSS.escape(one.name)}"]:checked`) ?? document.getElementsByName(one.name)[0])) continue;
      if (document.activeElement === one) one.blur();
      const rest = looks(one);
      one.focus({ focusVisible: true });
      if (document.activeElement !== one) continue;
      const parts = looks(one).filter((part, at) => part.key !== rest[at].key);
      const shows = indicator(parts);
      if (!shows) {
        report("focus-invisible", one, parts.length ? "No outline of 2 px shows focus." : "It looks the same with and without focus.");
      } else if (contrastOf(one, shows.colour) < 3) {
        report("focus-invisible", one, `The outline has a contrast of ${contrastOf(one, shows.colour).toFixed(2)} to 1.`);
      }
      if (isObscured(one)) report("focus-obscured", one, "Something lies over it.");
    }
    if (before && before !== document.body) before.focus();
    else document.activeElement?.blur?.();
    scrollTo(...place);
  }
}
