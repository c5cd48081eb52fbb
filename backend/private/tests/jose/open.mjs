// Opens and seals JWE, signs and verifies events as the other end would, with `jose`. In: JSON on standard input: `key` (PKCS #8, base64), `jwe`, `claims`; or `seal`
// and `verify`. Out: JSON: the header, the content (base64), a signed event and the signer's public key; or a sealed content and the verified claims.
import { compactDecrypt, CompactEncrypt, exportJWK, generateKeyPair, importJWK, importPKCS8, jwtVerify, SignJWT } from "jose";
import { text } from "node:stream/consumers";

const pem = (key) => `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`;
const question = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(await (question.seal ? sealAndVerify(question) : openAndSign(question))));

async function openAndSign({ key, jwe, claims }) {
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, await importPKCS8(pem(key), "RSA-OAEP-256"));
  const signer = await generateKeyPair("PS512", { modulusLength: 4096, extractable: true });
  const event = await new SignJWT(claims).setProtectedHeader({ typ: "secevent+jwt", alg: "PS512", kid: "jose-1" }).sign(signer.privateKey);
  const jwk = { ...(await exportJWK(signer.publicKey)), kid: "jose-1", alg: "PS512", key_ops: ["verify"] };
  return { header: protectedHeader, content: Buffer.from(plaintext).toString("base64"), event, jwk };
}

async function sealAndVerify({ seal, verify }) {
  const publicOf = async (key, alg) => {
    const { kty, n, e } = await exportJWK(await importPKCS8(pem(key), alg, { extractable: true }));
    return importJWK({ kty, n, e }, alg);
  };
  const header = { alg: "RSA-OAEP-256", enc: "A256GCM", kid: seal.kid, cty: "application/json" };
  const sealed = await new CompactEncrypt(Buffer.from(seal.content, "base64"))
    .setProtectedHeader(header)
    .encrypt(await publicOf(seal.pkcs8, "RSA-OAEP-256"));
  const { payload, protectedHeader } = await jwtVerify(verify.event, await publicOf(verify.pkcs8, "PS512"), { typ: "secevent+jwt" });
  return { sealed, header: protectedHeader, claims: payload };
}
