// A delivery service of FIT-Connect with one destination (Submission API v2), for journeys. In: requests of the private side. Out: answers as the published API
// gives them; what the destination opens, with `jose` and its private keys; a signed word on each submission. The keys are those of the private side's own tests.
import { compactDecrypt, decodeProtectedHeader, importJWK, SignJWT } from "jose";
import { createServer } from "node:http";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const keys = new URL("../../backend/private/tests/private/fit_connect/", import.meta.url);
const jwk = (name) => JSON.parse(readFileSync(new URL(`${name}.jwk`, keys)));
const certificate = (name) => readFileSync(new URL(`${name}.der`, keys)).toString("base64");
const published = (name, kid, alg, operation) => {
  const { kty, n, e } = jwk(name);
  return { kty, n, e, kid, alg, key_ops: [operation], x5c: [certificate(name)] };
};

const destination = "879ee109-a690-4db8-ab32-424f064ca8f1";
const submissionId = "02bf1d9f-282d-4abf-810a-c4104baf0af0";
const caseId = "452b5ee6-35df-441a-bd39-6141723cf914";
const identifier = "urn:de:fim:leika:leistung:99108001001000";
const events = "https://schema.fitko.de/fit-connect/events/";

/** Starts it. `settings(folder, …)` writes a channel's file for `vordruck demo --fit-connect`. */
export async function startDestination() {
  const submissions = [];
  const server = createServer((request, response) => {
    answer(request, submissions)
      .catch((error) => [500, { title: String(error) }])
      .then(([status, body]) => response.writeHead(status, { "content-type": "application/json" }).end(body === undefined ? "" : JSON.stringify(body)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    submissions,
    settings(folder, schemaUri) {
      const [secret, file] = [join(folder, "client-secret"), join(folder, "fit.toml")];
      writeFileSync(secret, "geheim\n");
      writeFileSync(file, `
kind = "fit-connect"
token_url = "${url}/token"
submission_url = "${url}/submission-api"
destination_id = "${destination}"
client_id = "vordruck"
client_secret_file = "${secret}"
service_identifier = "${identifier}"
service_name = "Mangel melden"
trusted_roots = "${new URL("root.crt", keys).pathname}"
sealed_by_browser = true
reply_email_field = "email"
content = { format = "json", schema_uri = "${schemaUri}" }
`);
      return file;
    },
    /** What the destination reads, each JWE opened by `jose`. */
    async open(submission) {
      const key = await importJWK({ ...jwk("enc"), key_ops: undefined, use: undefined }, "RSA-OAEP-256");
      const opened = async (jwe) => {
        const { plaintext } = await compactDecrypt(jwe, key, { keyManagementAlgorithms: ["RSA-OAEP-256"], contentEncryptionAlgorithms: ["A256GCM"] });
        return { header: decodeProtectedHeader(jwe), bytes: Buffer.from(plaintext) };
      };
      const attachments = {};
      for (const [id, jwe] of submission.attachments) attachments[id] = await opened(jwe);
      return { metadata: await opened(submission.metadata), data: await opened(submission.data), attachments };
    },
    /** The destination's signed word: `accept` with the authentication tags, or `reject`. */
    async say(submission, word) {
      const tag = (jwe) => jwe.split(".").at(-1);
      const authenticationTags = {
        metadata: tag(submission.metadata),
        data: tag(submission.data),
        attachments: Object.fromEntries([...submission.attachments].map(([id, jwe]) => [id, tag(jwe)])),
      };
      const problem = { type: `${events}problems/schema-violation`, title: "Schema nicht erfuellt", detail: "", instance: "data" };
      const payload = word === "accept" ? { authenticationTags } : { problems: [problem] };
      submission.events.push(await signed(submission, "sign", "pruefen-1", destination, word, payload));
    },
    end: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}

async function answer(request, submissions) {
  const { pathname } = new URL(request.url, "http://localhost");
  const body = await text(request);
  const route = `${request.method} ${pathname.replace("/submission-api", "")}`;
  if (route === "POST /token") return [200, { access_token: "ein-token", token_type: "bearer", expires_in: 1800 }];
  if (route === "GET /.well-known/jwks.json") return [200, { keys: [published("enc", "dienst-1", "PS512", "verify")] }];
  if (request.headers.authorization !== "Bearer ein-token") return [401];
  if (route === `GET /v2/destinations/${destination}`) {
    return [200, { destinationId: destination, status: "active", encryptionKid: "verschluesseln-1", metadataVersions: ["2.1.0"], replyChannels: { eMail: {} } }];
  }
  if (route.endsWith("/keys/verschluesseln-1")) return [200, published("enc", "verschluesseln-1", "RSA-OAEP-256", "wrapKey")];
  if (route.endsWith("/keys/pruefen-1")) return [200, published("sign", "pruefen-1", "PS512", "verify")];
  if (route === "POST /v2/submissions") {
    const { announcedAttachments, publicService } = JSON.parse(body);
    if (publicService.identifier !== identifier) return [422];
    const id = `${submissionId.slice(0, -1)}${submissions.length}`;
    submissions.push({ id, announced: announcedAttachments, attachments: new Map(), events: [] });
    return [201, { submissionId: id, caseId, destinationId: destination }];
  }
  const [, id, rest = ""] = route.match(/^[A-Z]+ \/v2\/submissions\/([0-9a-f-]+)(\/.*)?$/) ?? [];
  const submission = submissions.find((known) => known.id === id);
  if (!submission) return [404];
  if (rest === "/events") return [200, { eventLog: submission.events }];
  const attachment = rest.match(/^\/attachments\/([0-9a-f-]+)$/)?.[1];
  if (attachment) {
    if (!submission.announced.includes(attachment) || request.headers["content-type"] !== "application/jose") return [400];
    submission.attachments.set(attachment, body);
    return [204];
  }
  if (submission.metadata || submission.attachments.size !== submission.announced.length) return [422];
  const { encryptedMetadata, encryptedData } = JSON.parse(body);
  Object.assign(submission, { metadata: encryptedMetadata, data: encryptedData });
  submission.events.push(await signed(submission, "enc", "dienst-1", "https://fit-connect.example", "submit", {}));
  return [200, {}];
}

async function signed(submission, name, kid, issuer, word, payload) {
  const key = await importJWK({ ...jwk(name), key_ops: undefined, use: undefined, alg: "PS512" }, "PS512");
  const claims = { iss: issuer, jti: crypto.randomUUID(), sub: `submission:${submission.id}`, txn: `case:${caseId}`, events: { [`${events}${word}-submission`]: payload } };
  return new SignJWT(claims).setIssuedAt().setProtectedHeader({ typ: "secevent+jwt", alg: "PS512", kid }).sign(key);
}
