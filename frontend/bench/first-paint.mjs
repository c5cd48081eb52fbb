// When a service's start page is first painted, beside the benchmark's static page. In: the benchmark's folder, the address of a start page
// (`vordruck demo` prints some), how often each is visited (7). Out: medians in milliseconds, in print, at full speed and under slow 4G with a
// quarter of the CPU, as the benchmark has them. Both pages in turn, each visit in a browser context of its own.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, start, visits = "7"] = process.argv.slice(2);
if (!start) throw new Error("first-paint: the benchmark's folder and the address of a start page are needed");
const bench = resolve(folder);
const { chromium } = createRequire(join(bench, "package.json"))("playwright-core");
const { serve } = await import(pathToFileURL(join(bench, "server.mjs")));

const server = await serve({ plain: join(bench, "dist/plain") });
const pages = { "static page": `http://localhost:${server.address().port}/plain/parken.html`, "start page": start };
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

for (const [speed, throttle] of [["full speed", async () => {}], ["slow 4G, a quarter of the CPU", slowDown]]) {
  const painted = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  for (let visit = 0; visit < Number(visits); visit += 1) {
    for (const [name, url] of Object.entries(pages)) painted[name].push(await firstPaint(url, throttle));
  }
  const medians = Object.entries(painted).map(([name, times]) => [name, median(times)]);
  const [[, floor], [, ours]] = medians;
  console.log(`${speed}: ${medians.map(([name, time]) => `${name} ${Math.round(time)} ms`).join(", ")}; ${(ours / floor).toFixed(2)} ×`);
}
await browser.close();
server.close();

async function firstPaint(url, throttle) {
  const context = await browser.newContext({ locale: "de-DE" });
  try {
    const page = await context.newPage();
    await throttle(await context.newCDPSession(page));
    await page.goto(url, { waitUntil: "commit" });
    const entry = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    return await (await page.waitForFunction(entry)).jsonValue();
  } finally {
    await context.close();
  }
}

async function slowDown(session) {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 2e5, uploadThroughput: 93_750 });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
