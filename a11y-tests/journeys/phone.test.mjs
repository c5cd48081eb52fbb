// Photos from a telephone into the application that is open on another device: by a code or its link, end-to-end encrypted, announced at both ends, and in
// the application at the clerk's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { expectFocusedText, expectSaid } from "../harness/patience.mjs";
import { expectReflow, photograph } from "../harness/screenshots.mjs";
import { findCanaries } from "./canaries.mjs";
import { disguisedFile, jpegFacts, pdfFile, photo, place } from "./files.mjs";
import { attach, goToProofs, openAtClerk, sendFromProofs } from "./steps.mjs";

let demo;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());

test("a photo goes from the telephone into the application, and only there can it be seen", { timeout: 300_000 }, async () => {
  const desk = await openChromium();
  const phone = await openChromium({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  try {
    const page = await desk.newPage();
    await goToProofs(page, demo.urls.services.bewohnerparken);
    await attach(page, "Personalausweis, oder Reisepass", pdfFile("ausweis.pdf", "Ausweis"));
    // By keyboard: the button, then the code's heading has focus.
    await page.getByRole("button", { name: /^Foto mit dem Handy hinzufügen ?: Zulassungsbescheinigung Teil I$/ }).press("Enter");
    const panel = page.getByRole("region", { name: "Mit dem Handy hinzufügen" });
    await panel.waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "vd-handy");
    await panel.getByText("Noch ist kein anderes Gerät verbunden.").waitFor();
    const code = panel.getByRole("img", { name: /QR-Code/ });
    assert.ok(await code.evaluate((image) => image.complete && image.naturalWidth > 0), "the code is not drawn");
    const link = (await page.locator("#vd-handy-link").innerText()).trim();
    assert.match(link, /\/musterstadt\/bewohnerparken\/handy#r1\.[A-Za-z0-9_-]{43}$/);
    const mail = await panel.getByRole("link", { name: "Link mit meinem E-Mail-Programm schicken" }).getAttribute("href");
    assert.ok(decodeURIComponent(mail).endsWith(link), "the mail has another link");
    await look(page, "handy-code");

    const stranger = await phone.newPage();
    await stranger.goto(`${link.split("#")[0]}#r1.${"A".repeat(43)}`);
    await stranger.getByRole("button", { name: "Mit dem Formular verbinden" }).click();
    await stranger.getByText("Dieser Link gilt nicht mehr.").first().waitFor();
    await stranger.goto("about:blank");
    await stranger.goto(link.slice(0, -3));
    await stranger.getByRole("button", { name: "Mit dem Formular verbinden" }).click();
    await stranger.getByText("Dieser Link ist nicht vollständig.").first().waitFor();
    await stranger.close();

    const mobile = await phone.newPage();
    const requests = [];
    mobile.on("request", (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await mobile.goto(link);
    const connect = mobile.getByRole("button", { name: "Mit dem Formular verbinden" });
    await connect.waitFor();
    assert.equal(new URL(mobile.url()).hash, "", "the secret is still in the address bar");
    assert.deepEqual(requests.filter((request) => request.includes("/api/v1/relays")), [], "something was sent before anybody asked for it");
    await look(mobile, "handy-verbinden");
    await connect.press("Enter");
    const input = mobile.getByLabel("Fotos oder Dateien für: Zulassungsbescheinigung Teil I", { exact: false }).first();
    await input.waitFor();
    await mobile.waitForFunction(() => document.activeElement?.type === "file");
    await panel.getByText("Ein anderes Gerät ist verbunden.").waitFor();
    await expectSaid(page, /Ein anderes Gerät ist verbunden/);
    assert.ok(await mobile.getByLabel(/^Foto aufnehmen/).isVisible(), "the camera is not offered to a finger");
    const ways = /Feld ziehen|Zwischenablage|Strg/;
    assert.doesNotMatch(await mobile.getByRole("main").innerText(), ways, "a telephone has nothing to drag with");
    assert.match(await page.getByRole("main").innerText(), ways, "where there is a mouse, dragging is no longer named");

    await input.setInputFiles(disguisedFile("programm.jpg"));
    await mobile.getByText("nicht übernommen").waitFor();
    const picture = await photo(mobile, "Schnabeltier-Papageientaucher.jpg", { width: 4200, height: 3000 });
    await mobile.getByLabel(/^Foto aufnehmen/).setInputFiles(picture);
    const arrived = page.locator(".vd-file", { hasText: "Schnabeltier-Papageientaucher.jpg" });
    await arrived.getByText(/hinzugefügt/).waitFor({ timeout: 60_000 });
    await panel.getByText("Vom anderen Gerät angekommen: Schnabeltier-Papageientaucher.jpg").waitFor();
    await expectSaid(page, /Schnabeltier-Papageientaucher\.jpg ist hinzugefügt/);
    await mobile.locator(".vd-file", { hasText: "Papageientaucher" }).getByText("auf Ihrem anderen Gerät angekommen").waitFor({ timeout: 20_000 });
    await expectSaid(mobile, /ist auf Ihrem anderen Gerät angekommen/);
    await look(page, "handy-angekommen");
    await look(mobile, "handy-gesendet");

    await panel.getByRole("button", { name: "Fertig, Code schließen" }).press("Enter");
    await panel.waitFor({ state: "detached" });
    await expectFocusedText(page, /Foto mit dem Handy hinzufügen/, "focus does not go back to the button");
    // Over there nothing can be sent any more, and it says so.
    await page.waitForTimeout(3_000);
    await input.setInputFiles(pdfFile("zu-spaet.pdf", "spät"));
    await mobile.getByText("Dieser Link gilt nicht mehr.").first().waitFor({ timeout: 20_000 });

    const reference = await sendFromProofs(page);
    const { names, take } = await openAtClerk(page, demo, reference);
    desk.faults.expect(/401/);
    assert.deepEqual(names.filter((name) => !name.startsWith("Kopie")), ["Schnabeltier-Papageientaucher.jpg", "ausweis.pdf"]);
    const bytes = readFileSync(await take("Papageientaucher"));
    const { width, height } = jpegFacts(bytes);
    assert.deepEqual([width, height], [2506, 3508]);
    assert.ok(!bytes.includes("Giessen"), "the clerk learns where the photo was taken");

    const secret = link.split("#r1.")[1];
    const canaries = ["Papageientaucher", "Schnabeltier", "Giessen", place, secret, `r1.${secret}`];
    const stored = ["public", "public-keys"].map((part) => join(demo.folder, part));
    assert.deepEqual(findCanaries(canaries, stored, { "the log": demo.log() }), [], "the public side can read what it passes on");
    desk.faults.expectNone();
    phone.faults.expectNone();
  } catch (error) {
    await Promise.all([desk, phone].map(async ({ context }, n) => {
      for (const [m, page] of context.pages().entries()) await page.screenshot({ path: `../target/screenshots/broken-phone-${n}-${m}.png`, fullPage: true }).catch(() => {});
    }));
    error.message += `\n  faults: ${[...desk.faults.all, ...phone.faults.all].join(" · ") || "none"}`;
    throw error;
  } finally {
    await Promise.all([desk.close(), phone.close()]);
  }
});

async function look(page, name) {
  await expectNoAxeFindings(page, name);
  await expectReflow(page);
  await photograph(page, name);
}
