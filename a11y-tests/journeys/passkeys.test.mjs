// A clerk's own account with the keyboard alone: a passkey is added, named, used instead of name and password, removed; the second factor shows its key as
// text and as a picture that a camera reads. Chromium's virtual authenticator stands for the device's PIN, finger or face; axe looks at every state.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { expectFocused, expectFocusedText, expectSaid } from "../harness/patience.mjs";
import { expectReflow, photograph } from "../harness/screenshots.mjs";
import { enter, press, tabTo } from "./keys.mjs";
import { expectHeading, expectOpened } from "./steps.mjs";

let demo, browser, page, cdp, authenticatorId;
before(async () => {
  demo = await startDemo();
  browser = await openChromium();
  page = await browser.newPage();
  cdp = await browser.context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  ({ authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  }));
});
after(async () => {
  await browser?.close();
  await demo?.end();
});

test("a clerk signs in with a passkey", { timeout: 600_000 }, async (t) => {
  const { name, password } = demo.urls.clerk;

  await t.test("it is added with the password, and what is missing is said first", async () => {
    await page.goto(demo.urls.postbox);
    await expectOpened(page, "Anmelden");
    await signInWithPassword(name, password);
    await expectHeading(page, "Vorgänge");
    await openAccount();
    await page.getByText("Sie haben noch keinen Passkey.").waitFor();
    await press(page, "Passkey hinzufügen");
    await press(page, "Passkey hinzufügen");
    await page.getByText("Geben Sie dem Passkey einen Namen.").waitFor();
    await look("postkorb-passkey-fehler");
    await enter(page, "Name des Passkeys", "Diensthandy", { backwards: true });
    await enter(page, "Passwort", "falsch");
    await page.keyboard.press("Enter");
    await page.getByText("Das bisherige Passwort stimmt nicht.").waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await expectSaid(page, /Der Passkey ist hinzugefügt/);
    await expectFocusedText(page, /^Passkeys$/, "focus does not return to the heading");
    await page.getByText("zuletzt benutzt: nie").waitFor();
    const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
    assert.deepEqual(credentials.map((one) => [one.rpId, one.isResidentCredential]), [["localhost", true]]);
    await look("postkorb-passkeys");
  });

  await t.test("it can be called otherwise", async () => {
    await press(page, /^Umbenennen ?: Diensthandy$/);
    await expectFocusedName("Name des Passkeys");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Schlüsselbund");
    await page.keyboard.press("Enter");
    await page.getByText("Schlüsselbund", { exact: true }).waitFor();
  });

  await t.test("it signs in alone, and the password alone no longer does", async () => {
    await press(page, "Abmelden", { fromTop: true });
    await page.getByText("Sie sind abgemeldet").waitFor();
    await expectHeading(page, "Anmelden");
    await signInWithPassword(name, password);
    await page.getByText("Ihr Konto hat einen Passkey. Melden Sie sich mit ihm an.").waitFor();
    await expectFocused(page.getByRole("button", { name: "Mit Passkey anmelden" }), "focus is not on the way in");
    await look("postkorb-passkey-verlangt");
    // Paper has no buttons: the picture of it took focus away.
    await press(page, "Mit Passkey anmelden");
    await expectHeading(page, "Vorgänge");
  });

  await t.test("cancelling says so and leaves everything as it was", async () => {
    await press(page, "Abmelden", { fromTop: true });
    await page.getByText("Sie sind abgemeldet").waitFor();
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await press(page, "Mit Passkey anmelden");
    await page.getByText("Es wurde kein Passkey benutzt").waitFor();
    await look("postkorb-passkey-abgebrochen");
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await press(page, "Mit Passkey anmelden", { fromTop: true });
    await expectHeading(page, "Vorgänge");
  });

  await t.test("it is removed with the password", async () => {
    await openAccount();
    await press(page, /^Entfernen ?: Schlüsselbund$/);
    await expectFocusedName("Passwort");
    await look("postkorb-passkey-entfernen");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await page.getByText("Sie haben noch keinen Passkey.").waitFor();
    await expectSaid(page, /Der Passkey ist entfernt/);
  });

  await t.test("the second factor's key stands there as a picture and as text", async () => {
    await enter(page, "Bisheriges Passwort", password);
    await page.keyboard.press("Enter");
    const picture = page.getByRole("img", { name: /QR-Code/ });
    await picture.waitFor();
    await look("postkorb-zweiter-faktor");
    assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), "the picture is not drawn");
    assert.match(await page.locator("code").innerText(), /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  });
  // Asking who is signed in is answered with “nobody” when nobody is; a password is wrong once.
  browser.faults.expect(/401/);
  browser.faults.expect(/422/);
  browser.faults.expectNone();
});

async function signInWithPassword(name, password) {
  await enter(page, "Benutzername", name);
  await enter(page, "Passwort", password);
  await page.keyboard.press("Enter");
}

async function openAccount() {
  await press(page, /Sachbearbeitung \(Vorführung\)/, { fromTop: true });
  await expectHeading(page, "Mein Konto");
}

async function expectFocusedName(name) {
  await page.waitForFunction((name) => (document.activeElement?.labels?.[0]?.innerText ?? "").trim() === name, name);
}

async function look(name) {
  await expectNoAxeFindings(page, name);
  await expectReflow(page);
  await photograph(page, name);
}
