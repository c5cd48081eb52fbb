#!/usr/bin/env python3
"""Makes the known-answer vectors of protocol vd1 with an implementation that shares no code with the crate.

Needs argon2-cffi 25.1 (the reference implementation in C) and cryptography 50 (OpenSSL 4 for HPKE, its own Cobblestone-256):
    python3 -m venv venv && venv/bin/pip install argon2-cffi==25.1.0 cryptography==50.0.2
    venv/bin/python shared-model/envelope/vectors/generate.py

Salts, nonces and encapsulations are random, so a second run gives other bytes that are as valid. Everything derived stays the same.

A vector is a text file: `name: value` lines, bytes in base64url, the expected result first. `base: file` takes all lines that the
vector doesn't state itself from another vector of its folder.
"""

import base64
import hashlib
import json
import pathlib
import shutil

from argon2.low_level import Type, hash_secret_raw
from cryptography.cobblestone import Cobblestone256Encryptor
from cryptography.hazmat.bindings._rust import openssl as rust_openssl
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mlkem
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM1024P384PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

HERE = pathlib.Path(__file__).parent
TENANT, SERVICE = "musterstadt", "bewohnerparken"
NOW = 1_795_305_600  # 2026-11-22


# --- notation -----------------------------------------------------------------------------------------------------------------

def u32(n): return n.to_bytes(4, "big")
def u64(n): return n.to_bytes(8, "big")
def field(f): return f.encode() if isinstance(f, str) else f
def lp(f): return u32(len(field(f))) + field(f)
def ctx(*fields): return lp("vd1") + b"".join(lp(f) for f in fields)
def kdf(salt, ikm, n, *fields): return HKDF(SHA512(), n, salt, ctx(*fields)).derive(ikm)
def b64u(b): return base64.urlsafe_b64encode(b).rstrip(b"=").decode()
def sha512(b): return hashlib.sha512(b).digest()


def padme(n):
    e = n.bit_length() - 1
    s = e.bit_length()
    mask = (1 << (e - s)) - 1
    return (n + mask) & ~mask


def pad(p, least):
    framed = u64(len(p)) + p
    return framed.ljust(padme(max(len(framed), least)), b"\0")


def ae(key, context, plain):
    e = Cobblestone256Encryptor(key, context)
    return e.update(plain) + e.finalize()


# --- vectors ------------------------------------------------------------------------------------------------------------------

def write(kind, name, expect, base=None, **values):
    lines = [f"expect: {expect}"] + ([f"base: {base}.txt"] if base else [])
    for key, value in values.items():
        lines.append(f"{key}: {b64u(value) if isinstance(value, bytes) else value}")
    folder = HERE / kind
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text("\n".join(lines) + "\n")


def changed(blob, at):
    return blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1:]


# --- PIN ----------------------------------------------------------------------------------------------------------------------

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def times(a, b):
    """Product in GF(32), x^5 + x^2 + 1: schoolbook multiplication, then reduction."""
    product = 0
    for bit in range(5):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(9, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << bit - 5
    return product


def check_symbol(values):
    weight, total = 1, 0
    for value in values:
        weight = times(weight, 2)
        total ^= times(weight, value)
    return total


def with_check(symbols):
    return symbols + ALPHABET[check_symbol([ALPHABET.index(s) for s in symbols])]


def pins():
    pin = with_check("7K3M9QX2ABC")
    shown = f"{pin[:4]}-{pin[4:8]}-{pin[8:]}"
    write("pin", "as-shown", "ok", typed=shown, pin=shown)
    write("pin", "zeros", "ok", typed="000000000000", pin="0000-0000-0000")
    write("pin", "lower-case-and-spaces", "ok", typed=f"  {pin[:4].lower()} {pin[4:8].lower()} . {pin[8:].lower()} ", pin=shown)
    letters = with_check("01101001110")
    write("pin", "letters-for-digits", "ok", typed="oiLOlOOILio" + letters[-1], pin=f"{letters[:4]}-{letters[4:8]}-{letters[8:]}")
    write("pin", "one-symbol-substituted", "CheckSymbol", typed="8" + shown[1:])
    write("pin", "neighbours-transposed", "CheckSymbol", typed="K7" + shown[2:])
    write("pin", "first-and-last-transposed", "CheckSymbol", typed=shown[-1] + shown[1:-1] + shown[0])
    write("pin", "one-symbol-missing", "Length", typed=shown[:-1])
    write("pin", "one-symbol-too-many", "Length", typed=shown + "0")
    write("pin", "nothing", "Length", typed="")
    write("pin", "letter-u", "UnknownSymbol", typed="U" + shown[1:])
    write("pin", "umlaut", "UnknownSymbol", typed=shown[:5] + "Ä" + shown[6:])
    return pin


# --- drafts -------------------------------------------------------------------------------------------------------------------

def drafts(pin):
    link, share, form = bytes(range(32)), b"\xa5" * 32, hashlib.sha256(b"compiled form").digest()
    lookup, salt, lk = (kdf(b"", link, n, name) for n, name in ((16, "lookup"), (16, "salt"), (32, "linkkey")))
    x = hash_secret_raw(pin.encode(), salt, time_cost=3, memory_cost=65536, parallelism=1, hash_len=64, type=Type.ID, version=0x13)
    m = kdf(lk, x, 64, "master")
    a = kdf(b"", m, 32, "auth", TENANT, lookup)
    v = hashlib.sha256(b"vd1:verifier" + a).digest()
    k = kdf(share, m, 32, "draft-key", TENANT, lookup)
    write("access", "link-and-pin", "ok", fragment="v1." + b64u(link), pin=pin, tenant=TENANT, lookup=lookup, salt=salt, link_key=lk,
          stretched=x, master=m, proof=a, verifier=v, share=share, draft_key=k, auth_context=ctx("auth", TENANT, lookup))
    write("access", "another-pin", "WrongProof", base="link-and-pin", pin=with_check("7K3M9QX2ABD"))
    write("access", "another-tenant", "WrongProof", base="link-and-pin", tenant="fremdstadt")
    write("access", "another-link", "WrongProof", base="link-and-pin", fragment="v1." + b64u(changed(link, 31)))
    write("access", "link-cut-off", "Malformed", base="link-and-pin", fragment="v1." + b64u(link)[:-2])
    write("access", "link-padded", "Malformed", base="link-and-pin", fragment="v1." + b64u(link) + "=")
    write("access", "link-of-version-2", "UnknownVersion", base="link-and-pin", fragment="v2." + b64u(link))

    def body_context(**other):
        c = dict(tenant=TENANT, service=SERVICE, lookup=lookup, form=form, rev=7) | other
        return ctx("draft-body", c["tenant"], c["service"], c["lookup"], c["form"], u64(c["rev"]))

    content = json.dumps({"answers": {"kennzeichen": "GI-AB 123", "name": "Jürgen Müller-Lüdenscheidt"}}, ensure_ascii=False).encode()
    place = dict(key=k, tenant=TENANT, service=SERVICE, lookup=lookup, form=form.hex(), rev=7)
    sealed = ae(k, body_context(), pad(content, 16384))
    write("draft-body", "seventh-revision", "ok", **place, content=content, sealed=sealed)
    write("draft-body", "empty", "ok", **place, content=b"", sealed=ae(k, body_context(), pad(b"", 16384)))
    longest = b"x" * (16384 - 8)
    write("draft-body", "exactly-one-chunk", "ok", **place, content=longest, sealed=ae(k, body_context(), pad(longest, 16384)))
    base = "seventh-revision"
    write("draft-body", "older-revision", "CommitmentMismatch", base=base, rev=6)
    write("draft-body", "another-tenant", "CommitmentMismatch", base=base, tenant="fremdstadt")
    write("draft-body", "another-service", "CommitmentMismatch", base=base, service="hundesteuer")
    write("draft-body", "field-boundary-moved", "CommitmentMismatch", base=base, tenant=TENANT + SERVICE[0], service=SERVICE[1:])
    write("draft-body", "another-draft", "CommitmentMismatch", base=base, lookup=changed(lookup, 0))
    write("draft-body", "another-form", "CommitmentMismatch", base=base, form=hashlib.sha256(b"other form").hexdigest())
    write("draft-body", "another-share", "CommitmentMismatch", base=base, key=kdf(b"\xa6" * 32, m, 32, "draft-key", TENANT, lookup))
    write("draft-body", "commitment-changed", "CommitmentMismatch", base=base, sealed=changed(sealed, 30))
    write("draft-body", "first-chunk-changed", "ChunkRejected", base=base, sealed=changed(sealed, 60))
    write("draft-body", "last-tag-changed", "ChunkRejected", base=base, sealed=changed(sealed, len(sealed) - 1))
    write("draft-body", "last-chunk-cut-off", "Truncated", base=base, sealed=sealed[:-16])
    write("draft-body", "cut-inside-chunk", "ChunkRejected", base=base, sealed=sealed[:-17])
    write("draft-body", "header-cut-off", "Truncated", base=base, sealed=sealed[:55])
    write("draft-body", "nothing", "Truncated", base=base, sealed="")
    write("draft-body", "byte-appended", "ChunkRejected", base=base, sealed=sealed + b"\0")
    dirty = bytearray(pad(content, 16384))
    dirty[-1] = 1
    write("draft-body", "last-pad-byte-not-zero", "PadNotZero", base=base, sealed=ae(k, body_context(), bytes(dirty)))
    dirty = bytearray(pad(content, 16384))
    dirty[8 + len(content)] = 0x80
    write("draft-body", "first-pad-byte-not-zero", "PadNotZero", base=base, sealed=ae(k, body_context(), bytes(dirty)))
    lying = u64(16384) + pad(content, 16384)[8:]
    write("draft-body", "pad-length-beyond-the-end", "PadLength", base=base, sealed=ae(k, body_context(), lying))
    write("draft-body", "pad-length-huge", "PadLength", base=base, sealed=ae(k, body_context(), b"\xff" * 8 + lying[8:]))
    write("draft-body", "padded-too-little", "PadLength", base=base, sealed=ae(k, body_context(), u64(len(content)) + content))
    write("draft-body", "padded-too-much", "PadLength", base=base, sealed=ae(k, body_context(), pad(content, 32768)))

    ak, att = b"\x17" * 32, bytes(range(16, 32))
    picture = bytes(range(256)) * 300
    sealed = ae(ak, ctx("draft-att", TENANT, lookup, att), pad(picture, 65536))
    write("draft-attachment", "picture", "ok", key=ak, tenant=TENANT, lookup=lookup, id=att, content_sha512=sha512(picture).hex(), sealed=sealed)
    write("draft-attachment", "another-id", "CommitmentMismatch", base="picture", id=changed(att, 15))
    write("draft-attachment", "another-draft", "CommitmentMismatch", base="picture", lookup=changed(lookup, 15))
    write("draft-attachment", "another-tenant", "CommitmentMismatch", base="picture", tenant="fremdstadt")
    write("draft-attachment", "another-key", "CommitmentMismatch", base="picture", key=b"\x18" * 32)
    return form


# --- tenant keys --------------------------------------------------------------------------------------------------------------

def recipient(seed):
    """MLKEM1024-P384 from 32 bytes: SHAKE256 gives 64 bytes for ML-KEM, then P-384 scalars to choose the first valid from."""
    stream = hashlib.shake_256(seed).digest(64 + 48)
    p384 = ec.derive_private_key(int.from_bytes(stream[64:], "big"), ec.SECP384R1())
    kem = mlkem.MLKEM1024PrivateKey.from_seed_bytes(stream[:64])
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    point = p384.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return MLKEM1024P384PrivateKey(kem, p384), kem.public_key().public_bytes_raw() + point


def kid_of(public, suite="hpke-1"):
    return hashlib.sha256(f'{{"public":"{b64u(public)}","suite":"{suite}"}}'.encode()).digest()


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def jws(key, header, payload, sign=True):
    signed = b64u(compact(header)) + "." + b64u(compact(payload))
    return signed + "." + b64u(key.sign(signed.encode()) if sign else b"")


def public_bytes(key):
    return key.public_key().public_bytes_raw()


def manifests():
    root, stranger = (ed25519.Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
    seed = b"\x33" * 32
    private, public = recipient(seed)
    _, second = recipient(b"\x34" * 32)
    day = 86400

    def entry(key, **other):
        return dict(kid=b64u(kid_of(key)), suite="hpke-1", public=b64u(key), not_before=NOW - day, not_after=NOW + 80 * day) | other

    def manifest(**other):
        return dict(v="vd1", tenant=TENANT, sequence=5, not_before=NOW - day, not_after=NOW + 89 * day, keys=[entry(public), entry(second)],
                    revoked=[]) | other

    def header(key=root, **other):
        return dict(alg="EdDSA", typ="vordruck-keys+jwt", jwk=dict(kty="OKP", crv="Ed25519", x=b64u(public_bytes(key)))) | other

    def token(h=None, key=root, **other):
        return jws(key, h or header(), manifest(**other))

    fingerprint = hashlib.sha256(public_bytes(root)).hexdigest()
    good = token()
    write("key-manifest", "two-keys", "ok", tenant=TENANT, root=fingerprint, least_sequence=5, now=NOW, kid=kid_of(public), token=good)
    base = "two-keys"
    for name, expect, now in (("ten-minutes-early", "ok", NOW - day - 600), ("earlier", "NotYetValid", NOW - day - 601),
                              ("ten-minutes-late", "NoUsableKey", NOW + 89 * day + 599), ("later", "Expired", NOW + 89 * day + 600)):
        write("key-manifest", name, expect, base=base, now=now)
    write("key-manifest", "older-than-pinned", "Outdated", base=base, least_sequence=6)
    write("key-manifest", "another-tenant", "WrongTenant", base=base, tenant="fremdstadt")
    write("key-manifest", "another-root", "FingerprintMismatch", base=base, token=token(header(stranger), stranger))
    write("key-manifest", "signed-by-stranger", "BadSignature", base=base, token=token(key=stranger))
    write("key-manifest", "payload-changed", "BadSignature", base=base,
          token=".".join([good.split(".")[0], b64u(compact(manifest(sequence=9))), good.split(".")[2]]))
    write("key-manifest", "first-key-revoked", "ok", base=base, token=token(revoked=[b64u(kid_of(public))]), kid=kid_of(second))
    write("key-manifest", "all-keys-revoked", "NoUsableKey", base=base, token=token(revoked=[b64u(kid_of(k)) for k in (public, second)]))
    write("key-manifest", "no-keys", "NoUsableKey", base=base, token=token(keys=[]))
    write("key-manifest", "keys-not-usable-yet", "NoUsableKey", base=base, token=token(keys=[entry(public, not_before=NOW + day)]))
    write("key-manifest", "keys-not-usable-any-more", "NoUsableKey", base=base, token=token(keys=[entry(public, not_after=NOW - day)]))
    write("key-manifest", "valid-for-91-days", "ValidityPeriod", base=base, token=token(not_after=NOW + 90 * day))
    write("key-manifest", "ends-before-it-begins", "ValidityPeriod", base=base, token=token(not_after=NOW - 2 * day))
    write("key-manifest", "kid-of-another-key", "ThumbprintMismatch", base=base, token=token(keys=[entry(public, kid=b64u(kid_of(second)))]))
    write("key-manifest", "unknown-suite", "UnknownSuite", base=base, token=token(keys=[entry(public, suite="hpke-9", kid=b64u(kid_of(public, "hpke-9")))]))
    short = public[:-1]
    write("key-manifest", "key-too-short", "MalformedKey", base=base, token=token(keys=[entry(short)]))
    off = public[:-1] + bytes([public[-1] ^ 1])
    write("key-manifest", "point-not-on-curve", "MalformedKey", base=base, token=token(keys=[entry(off)]))
    write("key-manifest", "unknown-version", "UnknownVersion", base=base, token=token(v="vd2"))
    write("key-manifest", "unknown-member", "Malformed", base=base, token=token(extra=1))
    write("key-manifest", "algorithm-none", "UnexpectedHeader", base=base, token=jws(root, header(alg="none"), manifest(), sign=False) + "AA")
    write("key-manifest", "algorithm-hs256", "UnexpectedHeader", base=base, token=token(header(alg="HS256")))
    write("key-manifest", "type-of-a-receipt", "UnexpectedHeader", base=base, token=token(header(typ="vordruck-receipt+jwt")))
    write("key-manifest", "critical-header", "UnexpectedHeader", base=base, token=token(header(crit=["b64"], b64=False)))
    write("key-manifest", "key-by-url", "UnexpectedHeader", base=base, token=token(header(jku="https://example.org/keys")))
    write("key-manifest", "no-key-in-header", "UnexpectedHeader", base=base, token=token(dict(alg="EdDSA", typ="vordruck-keys+jwt")))
    write("key-manifest", "two-parts", "Malformed", base=base, token=good.rsplit(".", 1)[0])
    write("key-manifest", "four-parts", "Malformed", base=base, token=good + "." + good.rsplit(".", 1)[1])
    write("key-manifest", "signature-cut-off", "Malformed", base=base, token=good[:-2])
    write("key-manifest", "signature-padded", "Malformed", base=base, token=good + "==")
    for name, expect, token_, now in destinations(token, entry, public, day):
        write("key-manifest", name, expect, base=base, token=token_, now=now, service="hundesteuer", **(
            dict(destination_kid="their-key", modulus_sha512=sha512(modulus(4096)).hex()) if expect == "ok" else {}))
    return seed, private, public


def modulus(bits):
    """As long and as odd as a modulus; nobody multiplies with it here."""
    return bytes([0xda]) + b"\x5a" * (bits // 8 - 2) + bytes([0x5b])


def destinations(token, entry, tenants_key, day):
    def key(n=modulus(4096), **other):
        return entry(n, suite="jwe-1", kid=b64u(kid_of(n, "jwe-1"))) | other

    def manifest(its=key(), destination_key=None, keys=None, **other):
        said = dict(service="hundesteuer", id="11111111-2222-4333-8444-555555555555", kid="their-key", key=destination_key or its["kid"],
                    format="json-fim", schema_uri="urn:de:fim:S1_1.0")
        return token(keys=[its, entry(tenants_key)] if keys is None else keys, destinations=[said], **other)

    yield "destination", "ok", manifest(), NOW
    yield "destination-key-missing", "NoDestinationKey", manifest(keys=[entry(tenants_key)]), NOW
    yield "destination-key-revoked", "NoDestinationKey", manifest(revoked=[key()["kid"]]), NOW
    yield "destination-key-over", "NoDestinationKey", manifest(key(not_after=NOW - day)), NOW
    yield "destination-key-of-the-tenant", "NoDestinationKey", manifest(destination_key=b64u(kid_of(tenants_key))), NOW
    yield "destination-key-of-2048-bits", "MalformedKey", manifest(key(modulus(2048))), NOW
    yield "destination-key-with-leading-zero", "MalformedKey", manifest(key(b"\0" + modulus(4096))), NOW
    yield "destination-key-even", "MalformedKey", manifest(key(modulus(4096)[:-1] + b"\x5a")), NOW


# --- submissions --------------------------------------------------------------------------------------------------------------

SUITE = Suite(KEM.MLKEM1024_P384, KDF.HKDF_SHA512, AEAD.AES_256_GCM)


def submissions(seed, private, public, form):
    pid = bytes.fromhex("9f1c2e3a4b5c4d6e8f90a1b2c3d4e5f6")
    pk, kid = b"\x44" * 32, kid_of(public)
    answers, pdf, att = b'{"kennzeichen":"GI-AB 123"}', b"%PDF-1.7 not really", b"\xff\xd8\xff" + bytes(70000)
    named = [("answers", "answers.json", "application/json", answers), ("pdf", "antrag.pdf", "application/pdf", pdf),
             ("attachment", "Überlassung.jpg", "image/jpeg", att)]

    def uuid(b):
        h = b.hex()
        return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))

    def manifest(**other):
        objects = [dict(number=n, role=r, name=f, media_type=t, size=len(c), sha512=sha512(c).hex()) for n, (r, f, t, c) in enumerate(named, 1)]
        return dict(v="vd1", tenant=TENANT, service=SERVICE, pid=uuid(pid), form=form.hex(), validated_by="vordruck-form 0.1.0", objects=objects) | other

    def seal_object(n, plain, count=4, padded=None):
        return ae(kdf(b"", pk, 32, "obj", pid, u32(n)), ctx("sub-obj", TENANT, SERVICE, pid, u32(n), u32(count)), padded or pad(plain, 65536))

    def digest(blobs):
        return sha512(ctx("digest", *(sha512(b) for b in blobs)))

    def wrap(d, key=pk, tenant=TENANT):
        return rust_openssl.hpke._encrypt_with_aad(SUITE, key, private.public_key(), ctx("sub", tenant, SERVICE, kid, form), ctx("sub-key", pid, d))

    blobs = [seal_object(0, compact(manifest()))] + [seal_object(n, c) for n, (*_, c) in enumerate(named, 1)]
    d = digest(blobs)
    wrapped = wrap(d)
    names = [f"blob_{n}" for n in range(4)]
    write("submission", "three-objects", "ok", seed=seed, suite="hpke-1", kid=kid, tenant=TENANT, service=SERVICE, pid=uuid(pid), form=form.hex(),
          digest=d.hex(), wrapped_key=wrapped, count=4, content_1=answers, content_2=pdf, content_3_sha512=sha512(att).hex(),
          name_3="Überlassung.jpg", **dict(zip(names, blobs)))
    base = "three-objects"

    def negative(name, expect, **other):
        write("submission", name, expect, base=base, **other)

    def insider(name, expect, blob_0):
        """What only someone who seals could do: digest and wrapped key fit the changed object 0."""
        changed_digest = digest([blob_0] + blobs[1:])
        negative(name, expect, digest=changed_digest.hex(), wrapped_key=wrap(changed_digest), blob_0=blob_0)

    negative("another-tenant", "WrapRejected", tenant="fremdstadt")
    negative("another-service", "WrapRejected", service="hundesteuer")
    negative("another-form", "WrapRejected", form=hashlib.sha256(b"other form").hexdigest())
    negative("another-pid", "WrapRejected", pid="9f1c2e3a-4b5c-4d6e-8f90-a1b2c3d4e5f7")
    negative("another-private-key", "UnknownRecipient", seed=b"\x34" * 32)
    negative("another-kid", "UnknownRecipient", kid=changed(kid, 0))
    negative("unknown-suite", "UnknownSuite", suite="hpke-2")
    negative("suite-without-name", "UnknownSuite", suite="")
    negative("another-digest", "DigestMismatch", digest=changed(d, 0).hex())
    negative("objects-swapped", "DigestMismatch", **{"blob_1@": "blob_2", "blob_2@": "blob_1"})
    swapped = [blobs[0], blobs[2], blobs[1], blobs[3]]
    negative("objects-swapped-by-insider", "CommitmentMismatch", digest=digest(swapped).hex(), wrapped_key=wrap(digest(swapped)),
             **{"blob_1@": "blob_2", "blob_2@": "blob_1"})
    negative("objects-swapped-digest-recomputed", "WrapRejected", digest=digest(swapped).hex(), **{"blob_1@": "blob_2", "blob_2@": "blob_1"})
    negative("last-object-dropped", "DigestMismatch", count=3)
    negative("last-object-dropped-by-insider", "CommitmentMismatch", count=3, digest=digest(blobs[:3]).hex(), wrapped_key=wrap(digest(blobs[:3])))
    negative("only-object-0", "CountMismatch", count=1)
    negative("no-objects", "CountMismatch", count=0)
    negative("encapsulation-changed", "WrapRejected", wrapped_key=changed(wrapped, 100))
    negative("encapsulated-point-changed", "WrapRejected", wrapped_key=changed(wrapped, 1600))
    negative("wrapped-key-changed", "WrapRejected", wrapped_key=changed(wrapped, 1670))
    negative("wrapped-key-cut-off", "WrapRejected", wrapped_key=wrapped[:-1])
    negative("encapsulation-cut-off", "Truncated", wrapped_key=wrapped[:1664])
    negative("wrapped-for-another-tenant-by-insider", "WrapRejected", wrapped_key=wrap(d, tenant="fremdstadt"))
    negative("wrapped-another-package-key", "CommitmentMismatch", wrapped_key=wrap(d, key=b"\x45" * 32))
    negative("wrapped-key-of-31-bytes", "WrapRejected", wrapped_key=wrap(d, key=pk[:31]))
    insider("manifest-names-another-tenant", "WrongContext", seal_object(0, compact(manifest(tenant="fremdstadt"))))
    insider("manifest-names-another-pid", "WrongContext", seal_object(0, compact(manifest(pid="9f1c2e3a-4b5c-4d6e-8f90-a1b2c3d4e5f7"))))
    insider("manifest-names-another-form", "WrongContext", seal_object(0, compact(manifest(form="0" * 64))))
    insider("manifest-of-unknown-version", "UnknownVersion", seal_object(0, compact(manifest(v="vd2"))))
    insider("manifest-with-unknown-member", "ManifestMalformed", seal_object(0, compact(manifest(extra=1))))
    insider("manifest-is-not-json", "ManifestMalformed", seal_object(0, b"%PDF-1.7"))
    objects = manifest()["objects"]
    insider("manifest-states-another-size", "SizeMismatch", seal_object(0, compact(manifest(objects=[objects[0] | dict(size=1)] + objects[1:]))))
    insider("manifest-states-another-hash", "HashMismatch",
            seal_object(0, compact(manifest(objects=[objects[0] | dict(sha512=sha512(b"").hex())] + objects[1:]))))
    insider("manifest-names-fewer-objects", "CountMismatch", seal_object(0, compact(manifest(objects=objects[:2]))))
    insider("manifest-numbers-out-of-order", "ManifestMalformed", seal_object(0, compact(manifest(objects=[objects[1], objects[0], objects[2]]))))
    insider("manifest-gives-answers-another-role", "ManifestMalformed",
            seal_object(0, compact(manifest(objects=[objects[0] | dict(role="attachment")] + objects[1:]))))
    dirty = bytearray(pad(compact(manifest()), 65536))
    dirty[-1] = 1
    insider("object-0-pad-not-zero", "PadNotZero", seal_object(0, None, padded=bytes(dirty)))
    return pid, d


# --- relay ----------------------------------------------------------------------------------------------------------------------

def relays():
    secret, share, file = bytes(range(32, 64)), b"\xa7" * 32, bytes(range(64, 80))
    lookup = kdf(b"", secret, 16, "relay-lookup")
    proof = kdf(b"", secret, 32, "relay-auth", TENANT, lookup)
    key = kdf(share, secret, 32, "relay-key", TENANT, lookup)
    fragment = "r1." + b64u(secret)
    write("relay-access", "by-link", "ok", fragment=fragment, tenant=TENANT, lookup=lookup, proof=proof,
          verifier=hashlib.sha256(b"vd1:verifier" + proof).digest())
    write("relay-access", "another-tenant", "WrongProof", base="by-link", tenant="fremdstadt")
    write("relay-access", "cut-off", "NoRelayLink", base="by-link", fragment=fragment[:-1])
    write("relay-access", "link-of-a-draft", "NoRelayLink", base="by-link", fragment="v1." + b64u(secret))
    write("relay-access", "of-version-2", "NoRelayLink", base="by-link", fragment="r2." + b64u(secret))

    def place(kind, **other):
        at = dict(tenant=TENANT, service=SERVICE) | other
        return ctx(kind, at["tenant"], at["service"], lookup, other.get("id", b""))

    same = dict(secret=secret, share=share, tenant=TENANT, service=SERVICE)
    words = '{"label":"Ausweis der Halterin"}'.encode()
    sealed = ae(key, place("relay-invitation"), pad(words, 1024))
    write("relay-invitation", "label", "ok", **same, content=words, sealed=sealed)
    write("relay-invitation", "another-share", "CommitmentMismatch", base="label", share=b"\xa8" * 32)
    write("relay-invitation", "another-secret", "CommitmentMismatch", base="label", secret=changed(secret, 31))
    write("relay-invitation", "another-service", "CommitmentMismatch", base="label", service="hundesteuer")
    write("relay-invitation", "another-tenant", "CommitmentMismatch", base="label", tenant="fremdstadt")
    write("relay-invitation", "changed", "ChunkRejected", base="label", sealed=changed(sealed, 60))

    name, photo = "Führerschein.jpg", b"\xff\xd8\xff" + bytes(range(256)) * 40
    content = lp(name) + photo
    sealed = ae(key, place("relay-file", id=file), pad(content, 65536))
    write("relay-file", "photo", "ok", **same, id=file, called=name, content_sha512=sha512(photo).hex(), sealed=sealed)
    write("relay-file", "another-id", "CommitmentMismatch", base="photo", id=changed(file, 15))
    write("relay-file", "another-share", "CommitmentMismatch", base="photo", share=b"\xa8" * 32)
    write("relay-file", "another-service", "CommitmentMismatch", base="photo", service="hundesteuer")
    write("relay-file", "cut-inside-chunk", "ChunkRejected", base="photo", sealed=sealed[:-17])
    write("relay-file", "invitation-taken-for-a-file", "CommitmentMismatch", base="photo", sealed=ae(key, place("relay-invitation"), pad(content, 65536)))
    for fault, bad in (("name-longer-than-the-file", u32(255) + b"short"), ("name-is-not-text", u32(2) + b"\xc3\x28" + photo)):
        write("relay-file", fault, "NameMalformed", base="photo", sealed=ae(key, place("relay-file", id=file), pad(bad, 65536)))


# --- at rest, receipts ---------------------------------------------------------------------------------------------------------

def at_rest(pid):
    key, share, nonce = b"\x55" * 32, b"\xa5" * 32, bytes(range(12))
    day, row = 20779, b"\x01" * 16
    sealed = nonce + AESGCM(key).encrypt(nonce, share, ctx("share", "drafts", u32(day), row))
    write("share", "of-a-draft", "ok", key=key, ring="drafts", day=day, id=row, share=share, sealed=sealed)
    write("share", "another-ring", "TagMismatch", base="of-a-draft", ring="postbox")
    write("share", "another-day", "TagMismatch", base="of-a-draft", day=day + 1)
    write("share", "another-row", "TagMismatch", base="of-a-draft", id=b"\x02" * 16)
    write("share", "another-day-key", "TagMismatch", base="of-a-draft", key=b"\x56" * 32)
    write("share", "nonce-changed", "TagMismatch", base="of-a-draft", sealed=changed(sealed, 0))
    write("share", "tag-changed", "TagMismatch", base="of-a-draft", sealed=changed(sealed, 59))
    write("share", "cut-off", "TagMismatch", base="of-a-draft", sealed=sealed[:-1])
    write("share", "shorter-than-a-tag", "Truncated", base="of-a-draft", sealed=sealed[:27])
    short = nonce + AESGCM(key).encrypt(nonce, share[:31], ctx("share", "drafts", u32(day), row))
    write("share", "of-31-bytes", "Truncated", base="of-a-draft", sealed=short)
    record = nonce + AESGCM(key).encrypt(nonce, share, ctx("record", "drafts", u32(day), row))
    write("share", "record-taken-for-a-share", "TagMismatch", base="of-a-draft", sealed=record)

    blob, number = b"sealed to the tenant already", 2
    outer = ae(kdf(b"", share, 32, "rest", TENANT, pid, u32(number)), ctx("rest", TENANT, pid, u32(number)), blob)
    h = pid.hex()
    uuid = "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))
    write("stored-blob", "second", "ok", share=share, tenant=TENANT, pid=uuid, number=number, blob=blob, stored=outer)
    write("stored-blob", "another-number", "CommitmentMismatch", base="second", number=3)
    write("stored-blob", "another-tenant", "CommitmentMismatch", base="second", tenant="fremdstadt")
    write("stored-blob", "another-pid", "CommitmentMismatch", base="second", pid=uuid[:-1] + "7")
    write("stored-blob", "another-share", "CommitmentMismatch", base="second", share=b"\xa6" * 32)
    write("stored-blob", "changed", "ChunkRejected", base="second", stored=changed(outer, 60))
    write("stored-blob", "cut-off", "Truncated", base="second", stored=outer[:56])
    return uuid


def reference_of(tenant, pid):
    values = [b & 31 for b in hashlib.sha256(ctx("reference", tenant, pid)).digest()[:9]]
    symbols = with_check("".join(ALPHABET[v] for v in values))
    return f"VD-{symbols[:5]}-{symbols[5:]}"


def receipts(pid, uuid, digest, form):
    key, stranger = (ed25519.Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (7, 8))
    verifying = public_bytes(key)
    kid = hashlib.sha256(verifying).hexdigest()

    def receipt(**other):
        return dict(v="vd1", pid=uuid, reference=reference_of(TENANT, pid), tenant=TENANT, service=SERVICE, form=form.hex(), digest=digest.hex(),
                    received_at=NOW, retain_until=NOW + 90 * 86400) | other

    def header(**other):
        return dict(alg="EdDSA", typ="vordruck-receipt+jwt", kid=kid) | other

    write("receipt", "of-a-submission", "ok", key=verifying, tenant=TENANT, service=SERVICE, pid=uuid, form=form.hex(), digest=digest.hex(),
          reference=reference_of(TENANT, pid), received_at=NOW, signing_key=bytes([7]) * 32, retain_until=NOW + 90 * 86400, token=jws(key, header(), receipt()))
    base = "of-a-submission"
    for name in ("tenant", "service"):
        write("receipt", f"another-{name}", "WrongContext", base=base, **{name: "fremd"})
    write("receipt", "another-pid", "WrongContext", base=base, pid=uuid[:-1] + "7")
    write("receipt", "another-form", "WrongContext", base=base, form="0" * 64)
    write("receipt", "another-digest", "WrongContext", base=base, digest="0" * 128)
    write("receipt", "reference-of-another-submission", "WrongContext", base=base, token=jws(key, header(), receipt(reference=reference_of("fremd", pid))))
    write("receipt", "reference-with-wrong-check-symbol", "Malformed", base=base,
          token=jws(key, header(), receipt(reference=reference_of(TENANT, pid)[:-1] + ("0" if reference_of(TENANT, pid)[-1] != "0" else "1"))))
    write("receipt", "signed-by-stranger", "BadSignature", base=base, token=jws(stranger, header(), receipt()))
    write("receipt", "key-of-stranger-named", "UnexpectedHeader", base=base,
          token=jws(stranger, header(kid=hashlib.sha256(public_bytes(stranger)).hexdigest()), receipt()))
    write("receipt", "unknown-version", "UnknownVersion", base=base, token=jws(key, header(), receipt(v="vd2")))
    write("receipt", "type-of-a-key-manifest", "UnexpectedHeader", base=base, token=jws(key, header(typ="vordruck-keys+jwt"), receipt()))
    write("receipt", "algorithm-none", "UnexpectedHeader", base=base, token=jws(key, header(alg="none"), receipt()))


def main():
    for folder in HERE.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    pin = pins()
    form = drafts(pin)
    relays()
    seed, private, public = manifests()
    pid, digest = submissions(seed, private, public, form)
    uuid = at_rest(pid)
    receipts(pid, uuid, digest, form)
    print(sum(1 for _ in HERE.glob("*/*.txt")), "vectors")


if __name__ == "__main__":
    main()
