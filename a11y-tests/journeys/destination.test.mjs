// An application that only its destination can read: sealed in the browser, passed on by both sides, opened at the other end by an implementation of another make
// (`jose`). Data, attachments and hashes are compared with what was entered; nothing of it is anywhere on the way.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { openChromium } from "../harness/chromium.mjs";
import { binary, startDemo } from "../harness/demo.mjs";
import { startDestination } from "../harness/destination.mjs";
import { eventually } from "../harness/patience.mjs";
import { findCanaries } from "./canaries.mjs";
import { photo } from "./files.mjs";
import { attach, concludeReport, expectHeading, report } from "./steps.mjs";

const schema = "https://schema.musterstadt.example/maengelmelder/1.0.0.json";
const what = "Am Quastenweg liegt Xylophonschrott, dreiundzwanzig Stäbe.";
const email = "ada.wunderlich@beispiel.example";
const sha512 = (bytes) => createHash("sha512").update(bytes).digest("hex");

let folder, destination, demo, browser, page;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "vordruck-destination-"));
  destination = await startDestination();
  demo = await startDemo(["--fit-connect", `maengelmelder=${destination.settings(folder, schema)}`]);
  browser = await openChromium();
  page = await browser.newPage();
});
afterEach(async (t) => {
  if (t.error) await page?.screenshot({ path: "../target/screenshots/broken-destination.png", fullPage: true }).catch(() => {});
});
after(async () => {
  await browser?.close();
  await demo?.end();
  await destination?.end();
  rmSync(folder, { recursive: true, force: true });
});

test("what a browser seals for a destination, only the destination reads", { timeout: 300_000 }, async (t) => {
  let chosen, reference;
  const submit = page.getByRole("button", { name: "Meldung absenden" });

  await t.test("without a usable key of the destination nothing is sealed for anybody, and all that was entered is still there", async () => {
    chosen = await fillIn();
    const genuine = await manifest();
    assert.equal(genuine.destinations[0].service, "maengelmelder");
    const isTheirs = (key) => key.suite === "jwe-1";
    const over = genuine.keys.map((key) => (isTheirs(key) ? { ...key, not_after: genuine.not_before - 86_400 } : key));
    for (const keys of [genuine.keys.filter((key) => !isTheirs(key)), over]) {
      const body = JSON.stringify({ jws: signedByTheRoot({ ...genuine, keys }) });
      await page.route("**/api/v1/tenants/*/keys", (route) => route.fulfill({ contentType: "application/json", body }));
      // The words of the attempt before go with the click; those that come after the answer are about this one.
      await Promise.all([page.waitForResponse((response) => response.url().endsWith("/keys")), submit.click()]);
      await page.getByText("Die Schlüssel der Behörde können nicht geprüft werden. Deshalb wurde nichts gesendet.").first().waitFor();
      await page.unroute("**/api/v1/tenants/*/keys");
      assert.ok((await page.getByRole("main").innerText()).includes(what), "what was entered is gone");
    }
    assert.equal(destination.submissions.length, 0);
  });

  await t.test("it is submitted there, and says what was entered", async () => {
    await submit.click();
    await expectHeading(page, "Ihre Meldung ist eingegangen");
    reference = (await page.getByRole("main").innerText()).match(/VD-[0-9A-Z]{5}-[0-9A-Z]{5}/)[0];
    await eventually(async () => destination.submissions[0]?.data, async () => `nothing arrives: ${demo.log()}`, 60_000);
    const [submission] = destination.submissions;
    const { metadata, data, attachments } = await destination.open(submission);
    for (const { header } of [metadata, data, ...Object.values(attachments)]) {
      assert.deepEqual(Object.keys(header).sort(), ["alg", "cty", "enc", "kid"]);
      assert.deepEqual([header.alg, header.enc, header.kid], ["RSA-OAEP-256", "A256GCM", "verschluesseln-1"]);
    }
    const answers = JSON.parse(data.bytes);
    assert.ok(JSON.stringify(answers).includes(what), `${data.bytes}`);
    const said = JSON.parse(metadata.bytes);
    assert.equal(said.$schema, "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json");
    assert.deepEqual(said.contentStructure.data, {
      hash: { type: "sha512", content: sha512(data.bytes) }, submissionSchema: { schemaUri: schema, mimeType: "application/json" },
    });
    assert.deepEqual(said.replyChannel, { eMail: { address: email } });
    assert.equal(said.additionalReferenceInfo.senderReference, reference);
    const listed = said.contentStructure.attachments;
    assert.deepEqual(listed.map(({ purpose, filename, mimeType }) => [purpose, filename, mimeType]), [
      ["form", "antrag.pdf", "application/pdf"], ["attachment", chosen.name, "image/jpeg"],
    ]);
    assert.deepEqual(listed.map(({ attachmentId }) => attachmentId), submission.announced);
    for (const { attachmentId, hash, mimeType } of listed) {
      assert.equal(hash.content, sha512(attachments[attachmentId].bytes));
      assert.equal(attachments[attachmentId].header.cty, mimeType);
    }
    const [form, picture] = listed.map(({ attachmentId }) => attachments[attachmentId].bytes);
    assert.equal(form.subarray(0, 5).toString(), "%PDF-");
    assert.deepEqual([...picture.subarray(0, 3)], [0xff, 0xd8, 0xff]);
    assert.ok(JSON.stringify(answers).includes(sha512(picture)), "the data speak of another file than the one that came");
  });

  await t.test("neither side has anything of it in the clear, and the postbox has only its number", async () => {
    const canaries = ["Xylophonschrott", "ada.wunderlich"];
    assert.deepEqual(findCanaries(canaries, ["public", "public-keys", "postbox", "postbox-keys"].map((part) => join(demo.folder, part)), { log: demo.log() }), []);
    await signIn();
    await page.getByText("In dieser Ansicht gibt es keine Vorgänge.").waitFor();
    assert.equal(await page.getByText(reference).count(), 0);
  });

  await t.test("what the destination rejects is kept, shown with its reason, and can be sent again; what it accepts is gone", async () => {
    await destination.say(destination.submissions[0], "reject");
    await page.getByRole("link", { name: "Verwaltung" }).click();
    await page.getByRole("link", { name: "Übermittlung" }).click();
    const line = page.getByRole("row", { name: new RegExp(reference) });
    const refresh = page.getByRole("button", { name: "Aktualisieren" });
    const come = (words) => eventually(async () => {
      await refresh.click();
      return (await page.getByRole("main").innerText()).includes(words);
    }, async () => `never said: ${words}. ${await page.getByRole("main").innerText()}`, 60_000);
    await come("Abgelehnt");
    assert.match(await line.innerText(), /Nur der Zustellpunkt kann ihn lesen/);
    await page.getByRole("button", { name: /^Zur Kenntnis nehmen/ }).click();
    await page.getByText("Zur Kenntnis genommen: 1").waitFor();
    await come("Zur Kenntnis genommen am");
    assert.equal(await page.getByRole("button", { name: /^Zur Kenntnis nehmen/ }).count(), 0, "it is said once");
    await page.getByRole("button", { name: /^Jetzt erneut versuchen/ }).first().click();
    await eventually(async () => destination.submissions[1]?.data, async () => `not sent again: ${demo.log()}`, 60_000);
    const [first, second] = await Promise.all(destination.submissions.map((submission) => destination.open(submission)));
    assert.deepEqual(second.data.bytes, first.data.bytes);
    await destination.say(destination.submissions[1], "accept");
    await come("Nichts wartet");
    assert.equal(destination.submissions.length, 2);
    const left = execFileSync("sqlite3", [join(demo.folder, "postbox/postbox.sqlite"), "select count(*) from transfers where delivery_sealed is not null"], { encoding: "utf8" });
    assert.equal(left.trim(), "0", "it is still kept here");
  });

  browser.faults.expect(/401/);
  browser.faults.expectNone();
});

/** From the start page to the answers read back, with a photo. */
async function fillIn() {
  await report(page, demo.urls.services.maengelmelder, what);
  const picture = await photo(page, "mangel.jpg", { width: 640, height: 480 });
  await attach(page, "Fotos vom Mangel", picture);
  await page.locator(".vd-file", { hasText: picture.name }).getByText(/hinzugefügt/).waitFor();
  await page.getByLabel("Ich habe die Fotos selbst gemacht").check();
  await concludeReport(page, email);
  return picture;
}

/** What the town's root has signed. */
async function manifest() {
  const tenant = new URL(demo.urls.services.maengelmelder).pathname.split("/")[1];
  const { jws } = await (await fetch(new URL(`/api/v1/tenants/${tenant}/keys`, demo.urls.portal))).json();
  return JSON.parse(Buffer.from(jws.split(".")[1], "base64url"));
}

/** Another manifest, signed with the town's root key as the ceremony does. */
function signedByTheRoot({ tenant, sequence, keys, destinations }) {
  const [request, out] = [join(folder, "key-request.json"), join(folder, "signed.json")];
  writeFileSync(request, JSON.stringify({ tenant, last_sequence: sequence, keys, destinations }));
  const town = join(demo.folder, "town");
  execFileSync(binary, ["tenant", "keys", "sign", request, "--root", join(town, `${tenant}-root.age`), "--identity-file", join(town, "identity.txt"), "--out", out, "--months", "1"]);
  return JSON.parse(readFileSync(out)).manifests[0].jws;
}

async function signIn() {
  await page.goto(demo.urls.postbox);
  await page.getByRole("textbox", { name: /Benutzername/ }).fill(demo.urls.clerk.name);
  await page.getByLabel(/Kennwort|Passwort/).first().fill(demo.urls.clerk.password);
  await page.getByRole("button", { name: /Anmelden/ }).click();
  await expectHeading(page, "Vorgänge");
}
