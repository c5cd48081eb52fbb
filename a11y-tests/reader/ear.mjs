// A person who hears a page and does not see it: the virtual screen reader of Guidepup within a real browser. It says what a screen reader
// would say from the browser's roles, names and states. In: a Playwright page. Out: phrases, and what is done at the place they are about.
//
// What acts: buttons, links, radio buttons, boxes and inputs are worked by the screen reader's own commands. Only in a native list of options it
// takes focus there, and the browser's arrow keys choose, as every screen reader hands keys through in its focus mode: the library knows no
// such list. Nothing is found by id or class.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const folder = dirname(createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/package.json"));
const source = readFileSync(join(folder, "lib/esm/index.browser.js"), "utf8")
  .replace(/export\s*\{([^}]*)\};?/, (_, names) => `globalThis.vordruckReader = {${names.split(",").map((name) => name.trim().split(" as ")).map(([from, to]) => `${to ?? from}: ${from}`).join(", ")}}.virtual;`);

const MOST_PHRASES = 600;

export class Ear {
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** Listens to the page as it is now, from its beginning. */
  async start() {
    if (!(await this.#page.evaluate(() => Boolean(globalThis.vordruckReader)))) await this.#page.evaluate(`(() => { ${source}\n })()`);
    await this.#page.evaluate(async () => {
      // Browsers that run scripts have no `noscript`; the library reads its text.
      for (const one of document.querySelectorAll("noscript")) one.remove();
      await globalThis.vordruckReader.stop();
      await globalThis.vordruckReader.start({ container: document.body });
    });
  }

  async stop() {
    await this.#page.evaluate(() => globalThis.vordruckReader?.stop());
  }

  /** The next phrase. */
  next() {
    return this.#page.evaluate(async () => {
      await globalThis.vordruckReader.next();
      return globalThis.vordruckReader.lastSpokenPhrase();
    });
  }

  /** Goes on until a phrase fits. */
  async until(fits) {
    const heard = [];
    for (let phrases = 0; phrases < MOST_PHRASES; phrases += 1) {
      const phrase = await this.next();
      heard.push(phrase);
      if (fits(phrase)) return phrase;
      if (phrase === "end of document") break;
    }
    throw new Error(`never said; heard last: ${heard.slice(-15).join(" | ")}`);
  }

  /** Everything from the heading of the page to the end of its content. */
  async wholePage() {
    await this.start();
    const phrases = [];
    await this.until((phrase) => phrase === "main");
    await this.until((phrase) => {
      phrases.push(phrase);
      return phrase === "end of main";
    });
    return phrases.slice(0, -1);
  }

  /** Does what the thing that was just read is for. */
  act() {
    return this.#page.evaluate(() => globalThis.vordruckReader.act());
  }

  /** Types into the input that was just read. */
  type(text) {
    return this.#page.evaluate((text) => globalThis.vordruckReader.type(text), text);
  }

  /** The keys a list of options is worked with. */
  async press(key, times = 1) {
    for (let at = 0; at < times; at += 1) await this.#page.keyboard.press(key);
  }

  /** Everything said since the last start. */
  said() {
    return this.#page.evaluate(() => globalThis.vordruckReader.spokenPhraseLog());
  }
}
