// An application from its start page to its receipt, with a halt in every state. In: a window, a running demo, scenarios of a process. Out:
// calls of `look(state)`, each after it was made sure that the state is what it is called.
import assert from "node:assert/strict";

const LANGUAGES = ["en", "de-simple"];

/**
 * One scenario from beginning to end. `seen` holds the pages that were looked at before; `spare` has answers to what this scenario leaves open,
 * since the demo's town asks more than the definition alone.
 */
export class Walk {
  constructor({ window, demo, service, look, seen, spare }) {
    Object.assign(this, { window, demo, service, look, seen, spare });
    this.address = demo.urls.services[service];
  }

  /** With saving, resuming and sending. */
  async whole({ answers, outcome: { pages } }) {
    await this.begin();
    for (const [at, page] of pages.entries()) {
      await this.pageOf(page, answers);
      if (at === 1 || pages.length === 1) await this.saveAndResume();
      await this.next(answers);
    }
    await this.check();
  }

  /** Only the pages that nobody has looked at. */
  async rest({ answers, outcome: { pages } }) {
    await this.begin();
    for (const page of pages) {
      await this.pageOf(page, answers);
      if (pages.every((one) => this.seen.has(one))) return;
      await this.next(answers);
    }
  }

  /** Until it does not go on. */
  async stop({ answers, outcome: { stopped, pages } }) {
    await this.begin();
    for (const page of pages) {
      await this.window.fill(answers);
      if (page === stopped) break;
      await this.next(answers);
    }
    assert.equal(await this.window.has("vd-weiter"), false, "it goes on although it is stopped");
    await this.look(`${stopped}: stopped`);
  }

  /** Start page and first page in the other languages. */
  async languages() {
    for (const language of LANGUAGES) {
      await this.window.open(`${this.address}?lang=${language}`);
      await this.window.shown("vd-beginnen");
      assert.equal(await this.window.page.evaluate(() => document.documentElement.lang), language);
      await this.look(`start in ${language}`);
      await this.window.press("vd-beginnen");
      await this.window.shown("vd-weiter");
      await this.look(`first page in ${language}`);
    }
  }

  async begin() {
    await this.window.open(this.address);
    await this.window.shown("vd-beginnen");
    if (!this.seen.has("start")) {
      await this.look("start");
      this.seen.add("start");
    }
    await this.window.press("vd-beginnen");
    await this.window.shown("vd-titel");
  }

  /** A page clean, with everything missing, and filled in. */
  async pageOf(page, answers) {
    const fresh = !this.seen.has(page);
    this.seen.add(page);
    const before = await this.window.controls();
    if (fresh) {
      await this.look(`${page}: clean`);
      await this.failOn(page);
    }
    await this.window.fill(answers);
    // What has appeared by answering is a state of its own.
    if (fresh && (await this.window.controls()) !== before) await this.look(`${page}: filled`);
  }

  /** Goes on with nothing entered. Where nothing has to be, it comes back. */
  async failOn(page) {
    const here = await this.window.heading();
    await this.window.press("vd-weiter");
    if ((await this.movedOrErrors(here)) === "errors") {
      assert.match(await this.window.page.evaluate(() => document.title), /^Fehler: /);
      await this.look(`${page}: errors`);
    } else {
      await this.window.page.evaluate(() => history.back());
      await this.window.until(`coming back to ${here}`, (here) => document.getElementById("vd-titel")?.textContent.trim() === here, here);
    }
  }

  async next() {
    const { window } = this;
    const here = await window.heading();
    await window.press("vd-weiter");
    if ((await this.movedOrErrors(here)) === "moved") return;
    const open = await window.page.evaluate(() => [...document.querySelectorAll("main [aria-invalid=true]")].map(({ id, name }) => id || name));
    const inGroups = await window.page.evaluate(() => [...document.querySelectorAll("main [aria-invalid=true] input")].map(({ id }) => id));
    const wanted = new Set([...open, ...inGroups]);
    await window.fill(Object.fromEntries(Object.entries(this.spare).filter(([path]) => wanted.has(path))));
    await window.press("vd-weiter");
    await window.until(`the page after “${here}”`, (here) => {
      const heading = document.getElementById("vd-titel")?.textContent.trim();
      return heading && heading !== here;
    }, here);
  }

  movedOrErrors(here) {
    return this.window.until("errors or the next page", (here) => {
      const heading = document.getElementById("vd-titel")?.textContent.trim();
      if (heading && heading !== here) return "moved";
      return document.getElementById("vd-fehler") && "errors";
    }, here);
  }

  async saveAndResume() {
    const { window, demo, look } = this;
    const here = await window.heading();
    await this.whileNothingAnswers("vd-speichern", "saving");
    await window.shown("vd-pin");
    await look("saved");
    const { link, pin } = await window.page.evaluate(() => ({
      link: document.getElementById("vd-link").textContent.replaceAll(/\s/g, ""),
      pin: document.getElementById("vd-pin").dataset.value,
    }));
    await window.press("vd-mail-senden");
    await window.until("the error at the address", () => document.querySelector("#vd-mail[aria-invalid=true]"));
    await look("saved: errors");
    await window.press("vd-loeschen");
    await window.until("the dialog", () => document.querySelector("dialog[open]"));
    await look("saved: dialog open");
    await window.page.evaluate(() => document.querySelector("dialog[open]").close());

    await window.open(link.startsWith("http") ? link : new URL(link, demo.urls.portal).href);
    await window.shown("vd-oeffnen");
    await look("resuming");
    await window.press("vd-oeffnen");
    await window.until("the error at the PIN", () => document.querySelector("#vd-pin-eingabe[aria-invalid=true]"));
    await look("resuming: errors");
    await window.type("vd-pin-eingabe", pin);
    await this.whileNothingAnswers("vd-oeffnen", "resuming: busy");
    await window.until(`“${here}” again`, (here) => document.getElementById("vd-titel")?.textContent.trim() === here, here);
    await look("resumed");
  }

  async check() {
    await this.window.shown("vd-absenden");
    await this.look("check answers");
    await this.whileNothingAnswers("vd-absenden", "sending");
    await this.window.shown("vd-vorgangsnummer");
    await this.look("submitted");
  }

  /** Presses a button while the demo stands still, and looks at what is shown meanwhile. */
  async whileNothingAnswers(button, state) {
    this.demo.pause();
    try {
      await this.window.press(button);
      await this.window.until(`${state}`, (id) => document.querySelector(`#${id}[aria-busy=true]`), button);
      await this.look(state);
    } finally {
      this.demo.goOn();
    }
  }
}
