// Debian's Firefox over WebDriver BiDi, with a profile that nobody has used before. (Playwright needs a Firefox of its own.)
// Out: Puppeteer pages whose faults are recorded.
import puppeteer from "puppeteer-core";
import { Faults, isStranger, reportViolations } from "./faults.mjs";

const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

export async function openFirefox({ width = 1280, height = 900 } = {}) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    defaultViewport: { width, height },
    extraPrefsFirefox: { "intl.accept_languages": "de-DE, de", "browser.download.folderList": 2 },
  });
  const faults = new Faults();
  return {
    browser,
    faults,
    async newPage() {
      const page = await browser.newPage();
      await page.evaluateOnNewDocument(reportViolations);
      page.on("console", (message) => { if (message.type() === "error") faults.add(`console: ${message.text()}`); });
      page.on("pageerror", (error) => faults.add(`thrown: ${error}`));
      page.on("request", (request) => { if (isStranger(request.url())) faults.add(`stranger: ${request.url()}`); });
      return page;
    },
    close: () => browser.close(),
  };
}
