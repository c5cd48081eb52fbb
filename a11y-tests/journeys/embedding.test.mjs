// A form in pages of other sites: listed origins may frame it, nobody else; without a script, and where it is refused, a link leads there. Two servers of
// the test's own stand for the two sites.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { openFirefox } from "../harness/firefox.mjs";

let demo;
let listed;
let stranger;
let form;
let host;

before(async () => {
  listed = await site();
  stranger = await site();
  demo = await startDemo(["--embedding-origin", listed.origin]);
  form = demo.urls.services.bewohnerparken;
  host = new URL(form).origin;
});
after(async () => {
  await demo?.end();
  listed?.end();
  stranger?.end();
});

/** A site that shows the form through the web component, and as a bare frame at /frame. */
async function site() {
  const server = createServer((request, response) => {
    const inside = request.url.startsWith("/frame")
      ? `<iframe title="Antrag" src="${form}${request.url.includes("resume") ? "weiter" : ""}" width="800" height="600"></iframe>`
      : `<script src="${host}/skripte/vordruck-form.js" defer></script>
         <vordruck-form src="${form}" lang="en"><a href="${form}">Parking permit</a></vordruck-form><p id="after">And so on.</p>`;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", `default-src 'none'; script-src ${host}; frame-src ${host}; base-uri 'none'`);
    response.end(`<!doctype html><html lang="en"><title>Town</title><main><h1>Town</h1>${inside}</main></html>`);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://127.0.0.1:${server.address().port}`, end: () => server.close() };
}

const framed = (page) => page.frames().find((frame) => frame.url().startsWith(form));
const heading = (frame) => frame.locator("h1").innerText({ timeout: 15_000 });

describe("in Chromium", () => {
  let browser;
  before(async () => { browser = await openChromium(); });
  after(() => browser?.close());

  it("a listed site shows the form as high as it is, under a policy of its own, and learns the height only", async () => {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      globalThis.heard = [];
      addEventListener("message", (event) => globalThis.heard.push(event.data));
    });
    await page.goto(listed.origin);
    await page.locator("vordruck-form[data-state=shown]").waitFor({ timeout: 20_000 });
    assert.match(await heading(framed(page)), /parking permit/i, "in the language that was asked for");
    const frame = page.locator("vordruck-form iframe");
    assert.equal(await frame.getAttribute("title"), "Parking permit");
    await framed(page).getByRole("button", { name: /begin|start/i }).waitFor({ timeout: 30_000 });
    await page.waitForFunction(() => {
      const frame = document.querySelector("vordruck-form").shadowRoot.querySelector("iframe");
      return frame.getBoundingClientRect().height > 500;
    });
    const inner = await framed(page).evaluate(() => [document.scrollingElement.scrollHeight, innerHeight]);
    assert.ok(inner[0] <= inner[1] + 1, `no second scroll bar: ${inner}`);
    for (const message of await page.evaluate(() => globalThis.heard)) {
      assert.deepEqual(Object.keys(message).sort(), ["height", "type"]);
    }
    await page.close();
    browser.faults.expectNone();
  });

  it("the form is reached and left by keyboard, and can be filled in there", async () => {
    const page = await browser.newPage();
    await page.goto(listed.origin);
    await page.locator("vordruck-form[data-state=shown]").waitFor({ timeout: 20_000 });
    const begin = framed(page).getByRole("button", { name: /begin|start/i });
    await begin.waitFor({ timeout: 30_000 });
    for (let step = 0; step < 40 && !(await begin.evaluate((button) => button === document.activeElement)); step += 1) await page.keyboard.press("Tab");
    assert.ok(await begin.evaluate((button) => button === document.activeElement), "the button takes focus");
    await page.keyboard.press("Enter");
    await framed(page).getByRole("radiogroup").first().waitFor({ timeout: 15_000 });
    assert.equal(await framed(page).getByRole("heading", { level: 1 }).count(), 1, "the heading of the form's page, and no other");
    await page.close();
    browser.faults.expectNone();
  });

  it("the way to a window of its own follows the language that is read", async () => {
    const page = await browser.newPage();
    await page.goto(listed.origin);
    await page.locator("vordruck-form[data-state=shown]").waitFor({ timeout: 20_000 });
    const frame = framed(page);
    assert.match(await frame.getByRole("link", { name: "Open the form in a window of its own" }).getAttribute("href"), /\?lang=en$/);
    await frame.getByRole("button", { name: /begin|start/i }).click({ timeout: 30_000 });
    await frame.getByRole("radiogroup").first().waitFor({ timeout: 15_000 });
    await frame.getByRole("button", { name: "Deutsch" }).click();
    const link = frame.getByRole("link", { name: "Formular in einem eigenen Fenster öffnen" });
    await link.waitFor({ timeout: 15_000 });
    assert.match(await link.getAttribute("href"), /\?lang=de$/);
    await page.close();
    browser.faults.expectNone();
  });

  it("what is secret is never shown in a frame: a saved draft is continued in a window of its own", async () => {
    const page = await browser.newPage();
    await page.goto(listed.origin);
    await page.locator("vordruck-form[data-state=shown]").waitFor({ timeout: 20_000 });
    const link = framed(page).getByRole("link", { name: /saved/i });
    await link.waitFor({ timeout: 30_000 });
    const opened = page.waitForEvent("popup");
    await link.click();
    const window = await opened;
    await window.waitForLoadState();
    assert.match(window.url(), /\/weiter/);
    await window.close();
    await page.goto(`${listed.origin}/frame?resume`);
    await page.waitForTimeout(500);
    browser.faults.expect(/frame-ancestors/);
    await page.close();
  });

  it("another site gets no frame, but the link that stands there", async () => {
    const page = await browser.newPage();
    await page.goto(`${stranger.origin}/frame`);
    await page.waitForTimeout(500);
    browser.faults.expect(/frame-ancestors/);
    await page.goto(stranger.origin);
    await page.locator("vordruck-form[data-state=refused]").waitFor({ timeout: 20_000 });
    assert.equal(await page.locator("vordruck-form iframe").count(), 0);
    assert.ok(await page.getByRole("link", { name: "Parking permit" }).isVisible());
    await page.close();
    browser.faults.expect(/frame-ancestors|target origin|postMessage/);
  });

  it("the pages for portals and web editors have nothing to complain about", async () => {
    const page = await browser.newPage();
    for (const part of ["einbinden", "absprung", "einbinden?lang=en", "absprung?lang=de-simple"]) {
      await page.goto(`${form}${part}`);
      await expectNoAxeFindings(page, part);
    }
    for (const town of Object.values(demo.urls.towns)) {
      await page.goto(town);
      await expectNoAxeFindings(page, town);
    }
    await page.goto(`${form}einbinden`);
    const source = await page.locator("pre").filter({ hasText: "vordruck-form" }).innerText();
    assert.match(source, new RegExp(`<script src="${host}/skripte/vordruck-form.js" defer></script>`));
    await page.close();
    browser.faults.expectNone();
  });

  it("two towns of one installation look different and name other authorities", async () => {
    const page = await browser.newPage();
    const look = async (town) => {
      await page.goto(`${demo.urls.towns[town]}bewohnerparken/`);
      return page.evaluate(() => ({
        button: getComputedStyle(document.querySelector(".kern-link")).color,
        font: getComputedStyle(document.querySelector("h1")).fontFamily.split(",")[0],
        logo: document.querySelector(".vd-brand__logo")?.naturalWidth ?? 0,
        authority: document.querySelector("footer").innerText,
      }));
    };
    const [one, two] = [await look("musterstadt"), await look("beispielhausen")];
    assert.equal(two.button, "rgb(122, 31, 61)");
    assert.notEqual(one.button, two.button);
    assert.equal(two.font, "Georgia");
    assert.ok(two.logo > 0, "the logo is shown");
    assert.notEqual(one.authority, two.authority);
    await page.close();
    browser.faults.expectNone();
  });
});

describe("without scripts", () => {
  it("the link inside of the element is all there is, and it leads to the form", async () => {
    const browser = await openChromium({ javaScriptEnabled: false });
    try {
      const page = await browser.newPage();
      await page.goto(listed.origin);
      await page.getByRole("link", { name: "Parking permit" }).click();
      assert.equal(page.url(), form);
    } finally {
      await browser.close();
    }
  });
});

describe("in Firefox", () => {
  it("a listed site shows the form, another one does not", async () => {
    const browser = await openFirefox();
    try {
      const page = await browser.newPage();
      await page.goto(listed.origin);
      await page.waitForFunction(() => document.querySelector("vordruck-form")?.dataset.state === "shown", { timeout: 30_000 });
      await page.goto(stranger.origin);
      await page.waitForFunction(() => document.querySelector("vordruck-form")?.dataset.state === "refused", { timeout: 30_000 });
    } finally {
      await browser.close();
    }
  });
});
