// The applicant's page when something about its files is not as it should be: it starts only whole, and says so otherwise.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { openFirefox } from "../harness/firefox.mjs";

const start = (demo) => Object.values(demo.urls.services)[0];
const runtime = (page) => page.evaluate(() => document.documentElement.dataset.runtime);
const settled = (page) => page.waitForFunction(() => ["running", "failed"].includes(document.documentElement.dataset.runtime));

let demo;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());

for (const [name, open] of [["Chromium", openChromium], ["Firefox", openFirefox]]) {
  it(`starts in ${name} under the policy, asks no stranger and keeps nothing in the browser`, async () => {
    const browser = await open();
    try {
      const page = await browser.newPage();
      await page.goto(start(demo));
      await settled(page);
      assert.equal(await runtime(page), "running");
      assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), ["", 0, 0]);
      browser.faults.expectNone();
    } finally {
      await browser.close();
    }
  });
}

describe("a changed file", () => {
  let browser;
  let page;
  beforeEach(async () => {
    browser = await openChromium();
    page = await browser.newPage();
  });
  afterEach(() => browser.close());

  /** One byte of the answer is another. */
  const change = (pattern) => page.route(pattern, async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body[body.length - 2] ^= 1;
    await route.fulfill({ response: answer, body });
  });

  it("of the wasm is refused, and the page names the other ways to apply", async () => {
    await change(/\/assets\/applicant-[0-9a-f]+\.wasm$/);
    await page.goto(start(demo));
    await settled(page);
    assert.equal(await runtime(page), "failed");
    assert.match(await page.locator("#vordruck-app [role=alert]").innerText(), /WebAssembly/);
    assert.equal(await page.locator("#vordruck-loading").count(), 0);
    browser.faults.expect(/integrity|fetch/i);
    await expectNoAxeFindings(page, "without WebAssembly");
  });

  it("of the entry script is refused", async () => {
    await change(/\/assets\/applicant-[0-9a-f]+\.js$/);
    await page.goto(start(demo), { waitUntil: "load" });
    assert.equal(await runtime(page), undefined);
    browser.faults.expect(/integrity/i);
  });

  for (const part of ["sealing_worker", "document_maker"]) {
    it(`of the wasm of ${part} is refused, the app goes on`, async () => {
      await change(new RegExp(`/assets/${part}-[0-9a-f]+\\.wasm$`));
      await page.goto(start(demo));
      await settled(page);
      const told = await page.evaluate((name) => new Promise((done) => {
        globalThis.vordruck.startWorker(name).addEventListener("error", () => done("error"));
      }), part);
      assert.equal(told, "error");
      assert.equal(await runtime(page), "running");
      browser.faults.expect(/integrity|fetch/i);
    });
  }
});

describe("without JavaScript", () => {
  let browser;
  let page;
  before(async () => {
    browser = await openChromium({ javaScriptEnabled: false });
    page = await browser.newPage();
  });
  after(() => browser.close());

  it("the start page says what the service is and names the other ways to apply", async () => {
    await page.goto(start(demo));
    assert.ok((await page.locator("h1").innerText()).length > 5);
    const text = await page.locator("#vordruck-app noscript").innerText();
    assert.match(text, /JavaScript/);
    browser.faults.expectNone();
  });
});
