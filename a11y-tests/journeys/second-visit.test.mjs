// The start page visited a second time: everything it is made of is still in the browser, without a service worker.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";

let demo, browser;
before(async () => { demo = await startDemo(); });
after(async () => {
  await browser?.close();
  await demo?.end();
});

test("the second visit fetches the page and nothing that it is made of", async () => {
  browser = await openChromium();
  const first = await visit();
  assert(first.size >= 5, `what a page is made of has changed: ${[...first.keys()]}`);
  for (const [path, bytes] of first) assert(bytes > 0, `${path} was there before the first visit`);
  const second = await visit();
  assert.deepEqual([...second].filter(([, bytes]) => bytes > 0), []);
});

/** Bytes over the line of each file of the app and of the form, as Chromium counts them. */
async function visit() {
  const page = await browser.newPage();
  const devtools = await browser.context.newCDPSession(page);
  await devtools.send("Network.enable");
  const [paths, bytes] = [new Map(), new Map()];
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => paths.set(requestId, new URL(request.url).pathname));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId) ?? "";
    // A preloaded file is asked for twice and fetched once.
    if (/^\/(assets|api\/v1\/forms)\//.test(path)) bytes.set(path, (bytes.get(path) ?? 0) + encodedDataLength);
  });
  const isForm = (response) => response.url().includes("/api/v1/forms/");
  await Promise.all([page.waitForResponse(isForm), page.goto(demo.urls.services.bewohnerparken)]);
  await page.getByRole("button", { name: "Antrag beginnen" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.close();
  return bytes;
}
