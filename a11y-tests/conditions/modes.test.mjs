// Modes of the reader's system: dark, forced colours, reduced motion; and browsers that can't run the form: without scripts, without WebAssembly, too old
// for modules. There the start page names every other way: address, telephone, mail.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { walk } from "./walk.mjs";

const folder = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
const ways = ["Straßenverkehrsbehörde", "Marktplatz 1", "+49 3999 123456", "parken@musterstadt.example"];

let demo, start;
before(async () => {
  mkdirSync(folder, { recursive: true });
  demo = await startDemo();
  start = demo.urls.services.bewohnerparken;
});
after(() => demo?.end());

describe("modes of the system", () => {
  let browser, page;
  before(async () => {
    browser = await openChromium();
    page = await browser.newPage();
  });
  after(() => browser?.close());

  it("in the dark every contrast axe can measure is kept on every page, and nothing moves where motion is unwanted", { timeout: 300_000 }, async () => {
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await walk(demo, page, async (stop) => {
      await expectNoAxeFindings(page, `${stop}, dark`);
      const moving = await page.evaluate(() => document.getAnimations().filter((animation) => animation.effect.getComputedTiming().iterations === Infinity
        && Number(animation.effect.getTiming().duration) > 1).map((animation) => animation.animationName ?? "transition"));
      assert.deepEqual(moving, [], stop);
      await page.screenshot({ path: `${folder}dark-${stop}.png`, fullPage: true });
    });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  });

  it("with forced colours inputs, buttons, choices and the focus ring are drawn in the system's", { timeout: 300_000 }, async () => {
    await page.emulateMedia({ forcedColors: "active" });
    await walk(demo, page, async (stop) => {
      const unseen = await page.evaluate(() => {
        const found = [];
        for (const element of document.querySelectorAll("main input:not([type=file]), main select, main textarea, main button")) {
          if (element.getClientRects().length === 0) continue;
          const drawn = (box) => {
            const style = getComputedStyle(box);
            return ["borderTopWidth", "borderBottomWidth", "outlineWidth"].some((side) => Number.parseFloat(style[side]) >= 1)
              && !["borderBottomStyle", "outlineStyle"].every((side) => style[side] === "none");
          };
          if (!drawn(element) && !drawn(element.parentElement)) found.push(`${element.localName}#${element.id} has no edge`);
          if (element.matches("input[type=checkbox]:checked")) {
            const tick = getComputedStyle(element, "::before");
            if (tick.backgroundColor !== "rgba(0, 0, 0, 0)") found.push(`the tick of #${element.id} is a bar of ${tick.backgroundColor}`);
            if (tick.borderBottomColor === getComputedStyle(document.body).backgroundColor) found.push(`the tick of #${element.id} is not seen`);
          }
        }
        return found;
      });
      assert.deepEqual(unseen, [], stop);
      await page.screenshot({ path: `${folder}forced-${stop}.png`, fullPage: true });
    });
    await page.emulateMedia({ forcedColors: "none" });
    browser.faults.expect(/401/);
    browser.faults.expectNone();
  });
});

/** Says that the form doesn't run here, what for it would, and which other ways there are. */
async function expectOtherWays(page, root) {
  const text = await root.innerText();
  assert.match(text, /JavaScript/);
  for (const way of ways) assert.ok(text.includes(way), `${way} is not named:\n${text}`);
  assert.ok(!(await page.getByText("wird geladen").first().isVisible().catch(() => false)), "nothing is being loaded");
}

describe("where the form can't run", () => {
  for (const lang of ["de", "en", "de-simple"]) {
    it(`without scripts every other way is named (${lang})`, async () => {
      const browser = await openChromium({ javaScriptEnabled: false });
      try {
        const page = await browser.newPage();
        await page.goto(`${start}?lang=${lang}`);
        const text = await page.locator("#vordruck-app").innerText();
        for (const way of ways.slice(1)) assert.ok(text.includes(way), `${way} is not named:\n${text}`);
        await page.screenshot({ path: `${folder}no-script-${lang}.png`, fullPage: true });
        if (lang === "de") await expectOtherWays(page, page.locator("#vordruck-app"));
        browser.faults.expectNone();
      } finally {
        await browser.close();
      }
    });
  }

  it("without WebAssembly the same is said at once, and read out", async () => {
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      await page.addInitScript(() => { delete globalThis.WebAssembly; });
      await page.goto(start);
      await page.locator("#vordruck-app [role=alert]").waitFor({ timeout: 20_000 });
      await expectOtherWays(page, page.locator("#vordruck-app [role=alert]"));
      await expectNoAxeFindings(page, "without WebAssembly");
      await page.screenshot({ path: `${folder}no-wasm.png`, fullPage: true });
    } finally {
      await browser.close();
    }
  });

  it("a browser that knows no modules runs the script for it, and says the same", async () => {
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      // What such a browser does: the module is ignored, the script with `nomodule` is run.
      await page.route(start, async (route) => {
        const answer = await route.fetch();
        const body = (await answer.text()).replace("type=\"module\"", "type=\"unknown\"").replace("script nomodule", "script");
        // Nor do they know Trusted Types.
        const policy = answer.headers()["content-security-policy"].replace(/; require-trusted-types-for.*$/, "");
        await route.fulfill({ response: answer, body, headers: { ...answer.headers(), "content-security-policy": policy } });
      });
      await page.goto(start);
      await page.locator("#vordruck-app [role=alert]").waitFor({ timeout: 20_000 });
      await expectOtherWays(page, page.locator("#vordruck-app [role=alert]"));
    } finally {
      await browser.close();
    }
  });

  it("a script that is never understood is told by time: the page says what to do after 15 seconds", async () => {
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      await page.route(/\/assets\/applicant-[0-9a-f]+\.js$/, (route) => route.abort());
      await page.goto(start);
      assert.ok(!(await page.locator(".vd-late").isVisible()));
      await page.waitForTimeout(15_500);
      assert.ok(await page.locator(".vd-late").isVisible());
      const details = page.locator("details", { hasText: "anders erledigen" });
      await details.locator("summary").click();
      for (const way of ways) assert.ok((await details.innerText()).includes(way), way);
    } finally {
      await browser.close();
    }
  });

  it("a form that does not come after it was begun is told by time, too, in the language of the page", async () => {
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      await page.route(/\/api\/v1\/forms\//, () => {});
      await page.goto(`${start}?lang=en`);
      await page.getByRole("button", { name: "Start application" }).click();
      const words = page.locator("#vordruck-app .vd-late");
      await words.waitFor({ state: "attached" });
      assert.ok(!(await words.isVisible()), "it is said before it is late");
      await words.waitFor({ state: "visible", timeout: 60_000 });
      assert.match(await page.locator("#vordruck-app [role=status] >> nth=-1").innerText(), /longer than usual.*Reload.*other ways/);
    } finally {
      await browser.close();
    }
  });
});
