// Opens JWE and signs an event as a destination would, with `jose`. In: JSON on standard input: `key` (PKCS #8, base64), `jwe`, `claims`. Out: JSON: the header,
// the content (base64), a signed event, and the signer's public key.
import { compactDecrypt, exportJWK, generateKeyPair, importPKCS8, SignJWT } from "jose";
import { text } from "node:stream/consumers";

const { key, jwe, claims } = JSON.parse(await text(process.stdin));
const pem = `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`;
const { plaintext, protectedHeader } = await compactDecrypt(jwe, await importPKCS8(pem, "RSA-OAEP-256"));
const signer = await generateKeyPair("PS512", { modulusLength: 4096, extractable: true });
const event = await new SignJWT(claims).setProtectedHeader({ typ: "secevent+jwt", alg: "PS512", kid: "jose-1" }).sign(signer.privateKey);
const jwk = { ...(await exportJWK(signer.publicKey)), kid: "jose-1", alg: "PS512", key_ops: ["verify"] };
console.log(JSON.stringify({ header: protectedHeader, content: Buffer.from(plaintext).toString("base64"), event, jwk }));
