// A window of either browser, worked by ids, so that one walk serves both. In: a page of Playwright or Puppeteer. Knows the ids that the
// app needs itself, no class and no words.
import { readFileSync } from "node:fs";

// The preview's way of entering a scenario's answers; it takes a frame, here it is the window itself.
const filling = readFileSync(new URL("../../backend/vordruck/src/preview/filling.mjs", import.meta.url), "utf8").replaceAll(/^export /gm, "");

export class Window {
  constructor(page) {
    this.page = page;
  }

  /** Opens an address as if for the first time. */
  async open(address) {
    await this.page.goto("about:blank");
    await this.page.goto(address);
  }

  /** Waits for an element that can be seen; returns its text. */
  shown(id) {
    return this.until(`#${id} to be shown`, (id) => {
      const element = document.getElementById(id);
      return element && element.getClientRects().length > 0 ? element.textContent.trim() || " " : "";
    }, id);
  }

  has(id) {
    return this.page.evaluate((id) => (document.getElementById(id)?.getClientRects().length ?? 0) > 0, id);
  }

  press(id) {
    return this.page.evaluate((id) => document.getElementById(id).click(), id);
  }

  /** The heading of the form's page. */
  heading() {
    return this.page.evaluate(() => document.getElementById("vd-titel")?.textContent.trim() ?? "");
  }

  type(id, text) {
    return this.page.evaluate(([id, text]) => {
      const input = document.getElementById(id);
      input.value = text;
      for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    }, [id, text]);
  }

  /** Enters every answer that has an input on this page. */
  async fill(answers) {
    await this.page.evaluate(`(() => { ${filling}\n globalThis.vordruckFilling = { fillPage }; })()`);
    await this.page.evaluate(async (answers) => {
      await globalThis.vordruckFilling.fillPage({ contentWindow: window, contentDocument: document }, answers, new AbortController().signal);
    }, answers);
  }

  /** What can be entered or pressed, to tell whether a page has changed. */
  controls() {
    return this.page.evaluate(() => [...document.querySelectorAll("main [id]")].filter((one) => one.getClientRects().length > 0).map(({ id }) => id).join(" "));
  }

  text() {
    return this.page.evaluate(() => document.querySelector("main").innerText);
  }

  /** Asks the page until it says yes. */
  async until(what, ask, argument, patience = 30_000) {
    const end = performance.now() + patience;
    // An element is a yes; Puppeteer can't hand one over.
    const asked = `(() => { const answer = (${ask})(${JSON.stringify(argument)}); return answer instanceof Node ? true : answer; })()`;
    for (;;) {
      // While a page is being left it cannot be asked.
      const answer = await this.page.evaluate(asked).catch((error) => (/destroyed|navigat|detached|discarded|not found/i.test(error.message) ? undefined : Promise.reject(error)));
      if (answer) return answer;
      if (performance.now() > end) throw new Error(`waited in vain for ${what} on ${this.page.url()}:\n${await this.text().catch(() => "?")}`);
      await new Promise((resume) => setTimeout(resume, 25));
    }
  }
}

/** Runs in the page before its own scripts: the clock goes as ever, but from `moment` on (local time in Germany, in winter). */
export function playAt(moment) {
  const shift = Date.parse(`${moment}+01:00`) - Date.now();
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(Real.now() + shift);
    }
    static now() {
      return Real.now() + shift;
    }
  };
}
