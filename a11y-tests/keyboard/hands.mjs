// A person who has a keyboard and nothing else. In: a page of either browser. Out: what has focus, and complaints where it can't be seen,
// lies under something, or never arrives. Nothing here clicks, fills or focuses by script.
import assert from "node:assert/strict";
import { sight } from "../engines/sight.mjs";

/** More stops than any page has. */
const MOST_STOPS = 250;

export class Hands {
  constructor(page) {
    this.page = page;
  }

  async press(key) {
    await this.page.keyboard.press(key);
    // What a key sets off is drawn with the next frame.
    await this.page.evaluate(() => new Promise((drawn) => { setTimeout(drawn, 30); }));
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** What has focus: id, name, kind and whether it can be seen. */
  async focused() {
    await this.page.evaluate(sight);
    return this.page.evaluate(() => {
      const one = document.activeElement;
      // Behind the last stop comes the browser itself; the page then has no focus, whatever Firefox calls its active element (the open dialog).
      if (!document.hasFocus() || !one || one === document.body || one === document.documentElement) return { id: "", where: "the page", atEnd: true };
      const { looks, indicator, contrastOf, isObscured, nameOf } = globalThis.vordruckSight;
      const shows = indicator(looks(one));
      return {
        id: one.id, where: nameOf(one), tag: one.localName, type: one.type ?? "", value: one.value ?? "", name: one.name ?? "", checked: one.checked ?? false,
        outline: shows?.outline ?? 0, contrast: shows ? contrastOf(one, shows.colour) : 0, obscured: isObscured(one), inDialog: Boolean(one.closest("dialog[open]")),
        question: one.closest("fieldset")?.querySelector(`input[type=${one.type}]`)?.id ?? one.id,
      };
    });
  }

  /** The next stop; it must be one that can be seen. */
  async tab() {
    await this.press("Tab");
    return this.#seen();
  }

  /** The stop before. */
  async tabBack() {
    await this.page.keyboard.down("Shift");
    await this.press("Tab");
    await this.page.keyboard.up("Shift");
    return this.#seen();
  }

  async #seen() {
    const stop = await this.focused();
    if (stop.atEnd) return stop;
    assert.ok(stop.outline >= 2 && stop.contrast >= 3, `focus cannot be seen on ${stop.where}: outline ${stop.outline} px, contrast ${stop.contrast.toFixed(2)}`);
    assert.ok(!stop.obscured, `focus is hidden on ${stop.where}`);
    return stop;
  }

  /** Goes forward until an element with this id has focus. */
  async tabTo(id) {
    const trail = [];
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const stop = await this.tab();
      if (stop.id === id) return stop;
      trail.push(stop.where);
    }
    assert.fail(`no way to #${id} with the tab key: ${trail.slice(-12).join(" → ")}`);
  }

  /** Waits until focus is where a page puts it by itself. */
  async arrives(id, patience = 30_000) {
    const end = performance.now() + patience;
    let stop;
    do {
      stop = await this.focused().catch(() => ({ where: "a page that is being left" }));
      if (stop.id === id) return stop;
      await new Promise((resume) => setTimeout(resume, 25));
    } while (performance.now() < end);
    assert.fail(`focus should be on #${id}, it is on ${stop.where}`);
  }
}
