// Debian's Chromium, with a profile that nobody has used before. Out: pages whose faults are recorded.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Faults, isStranger, reportViolations } from "./faults.mjs";
import { rememberSentences } from "./patience.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** `options` are Playwright's for a persistent context: viewport, locale, javaScriptEnabled … */
export async function openChromium(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "vordruck-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    args: [
      "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
      // Chromium's sandbox refuses to run as root, which is who runs tests in containers.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
    ...options,
  });
  const faults = new Faults();
  await context.addInitScript(reportViolations);
  await context.addInitScript(rememberSentences);
  context.on("console", (message) => { if (message.type() === "error") faults.add(`console: ${message.text()}`); });
  context.on("weberror", (error) => faults.add(`thrown: ${error.error()}`));
  context.on("request", (request) => { if (isStranger(request.url())) faults.add(`stranger: ${request.url()}`); });
  return {
    context,
    faults,
    profile,
    newPage: () => context.newPage(),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
