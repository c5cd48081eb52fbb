// The harness sees what it is there to see: a test with a blind harness could not fail.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { existsSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { axeFindings } from "./axe.mjs";
import { openChromium } from "./chromium.mjs";
import { openFirefox } from "./firefox.mjs";
import { expectReflow, photograph } from "./screenshots.mjs";

const policy = "default-src 'none'; img-src data:";
// Without an icon of its own a page makes Firefox ask for /favicon.ico, which the policy refuses.
const page = (title, body) => `<!doctype html><html lang=de><title>${title}</title><link rel=icon href="data:,"><main><h1>${title}</h1>${body}</main>`;
const pages = {
  "/clean": page("Sauber", ""),
  "/inline": page("Skript", "<script>1</script>"),
  "/unlabelled": page("Feld", "<input>"),
  "/wide": page("Breit", `<pre>${"x".repeat(300)}</pre>`),
};

let server;
let origin;
before(async () => {
  server = createServer(({ url }, answer) => {
    answer.writeHead(pages[url] ? 200 : 404, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
    answer.end(pages[url] ?? "");
  }).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

for (const [name, open] of [["chromium", openChromium], ["firefox", openFirefox]]) {
  describe(name, () => {
    let browser;
    let page;
    before(async () => {
      browser = await open();
      page = await browser.newPage();
    });
    after(() => browser.close());

    it("reports nothing about a clean page", async () => {
      await page.goto(`${origin}/clean`);
      assert.deepEqual(await axeFindings(page), []);
      browser.faults.expectNone();
    });

    it("reports a violation of the content security policy", async () => {
      await page.goto(`${origin}/inline`);
      await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
      assert.ok(browser.faults.all.some((fault) => /policy violated: script-src/.test(fault)), browser.faults.all.join("\n"));
      browser.faults.expect(/policy/i);
      assert.throws(() => browser.faults.expect(/policy/i), /expected a fault/);
    });

    it("reports an error that nobody caught", async () => {
      await page.goto(`${origin}/clean`);
      await page.evaluate(() => new Promise((done) => { setTimeout(() => { throw new Error("unnoticed"); }); setTimeout(done, 100); }));
      browser.faults.expect(/unnoticed/);
    });

    it("finds a field without a label", async () => {
      await page.goto(`${origin}/unlabelled`);
      const findings = await axeFindings(page);
      assert.ok(findings.some((finding) => finding.startsWith("label:")), findings.join("\n"));
    });
  });
}

describe("pictures", () => {
  let browser;
  let page;
  before(async () => {
    browser = await openChromium();
    page = await browser.newPage();
  });
  after(() => browser.close());

  it("are taken in five views", async () => {
    await page.goto(`${origin}/clean`);
    await photograph(page, "harness");
    for (const view of ["desktop", "narrow", "dark", "forced-colours", "print"]) {
      assert.ok(existsSync(new URL(`../../target/screenshots/harness-${view}.png`, import.meta.url)), view);
    }
  });

  it("a page that must be scrolled sideways does not reflow", async () => {
    await page.goto(`${origin}/clean`);
    await expectReflow(page);
    await page.goto(`${origin}/wide`);
    await assert.rejects(expectReflow(page), /px wide/);
  });
});
