// Files that applicants attach, made here so that they hold words to look for. Out: what Playwright's setInputFiles takes.

/** A small, valid PDF with a line of text. */
export function pdfFile(name, text) {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length + 30} >>\nstream\nBT /F1 12 Tf 20 50 Td (${text}) Tj ET\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) body += `${String(offset).padStart(10, "0")} 00000 n \n`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(body, "latin1") };
}

/** A file that is not what its name says. */
export function disguisedFile(name) {
  return { name, mimeType: "application/pdf", buffer: Buffer.from("MZ this is a program, not a document") };
}

/** A PDF of about so many bytes that don't compress. */
export function largePdf(name, bytes) {
  const small = pdfFile(name, "viel");
  let state = 1;
  const rest = Buffer.alloc(Math.max(0, bytes - small.buffer.length), 0);
  for (let at = 0; at < rest.length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    rest[at] = (state >> 16) & 0x7f;
  }
  return { ...small, buffer: Buffer.concat([small.buffer, Buffer.from("\n%"), Buffer.from(rest.map((byte) => (byte === 10 || byte === 13 ? 32 : byte)))]) };
}

/** A PDF that a password protects, as far as anybody can tell without it. */
export function protectedPdf(name) {
  const { buffer, ...file } = pdfFile(name, "geheim");
  return { ...file, name, buffer: Buffer.from(buffer.toString("latin1").replace("/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 >>"), "latin1") };
}

/** What a photo says of where it was taken; nothing of it may arrive anywhere. */
export const place = "50.5841N-8.6784E-Giessen";

/** A photo as an iPhone stores it (HEIC, 16 × 16 pixels, encoded by libheif 1.23 with x265), with the place it was taken at. */
export function heicPhoto(name) {
  return { name, mimeType: "image/heic", buffer: Buffer.from(heic, "base64") };
}

const heic =
  "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4QABAAAAAAAAAEIAAgAAAA" +
  "ACIwABAAAAAAAAALAAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVodmNDAQNwAAAA" +
  "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAAABNjb2xybm" +
  "NseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAEAAAAAEAAAAQAAAAAf///9AAAAAC////0AAAAAIAAAAQcGl4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAA" +
  "GmlyZWYAAAAAAAAADmNkc2MAAgABAAEAAAD6bWRhdAAAAD4oAa9SGfKFgPNTO7UgwmFBS9QfdYEoQJ223L0y9deWfX7isDsQ/5iU+YPk0zO9ZMdR3vG0d5z430CI9jg1WAAAAAZFeGlmAABNTQAqAA" +
  "AACAABiCUABAAAAAEAAAAaAAAAAAAFAAEAAgAAAAJOAAAAAAIABQAAAAMAAABcAAMAAgAAAAJFAAAAAAQABQAAAAMAAAB0ABwABwAAABkAAACMAAAAAAAAADIAAAABAAAAIwAAAAEAAABFAAAAGQAA" +
  "AAgAAAABAAAAKAAAAAEAAAQgAAAAGTUwLjU4NDFOLTguNjc4NEUtR2llc3NlbgAA";

/** A PNG of one pixel. */
export function smallPicture(name) {
  const base64 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  return { name, mimeType: "image/png", buffer: Buffer.from(base64, "base64") };
}

/** A photo as a telephone makes it: lying on its side, with the place it was taken at. Drawn by the browser of the page. */
export async function photo(page, name, { width, height }) {
  const base64 = await page.evaluate(async ([width, height]) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    const gradient = context.createLinearGradient(0, 0, width, height);
    gradient.addColorStop(0, "#fff");
    gradient.addColorStop(1, "#135");
    context.fillStyle = gradient;
    context.fillRect(0, 0, width, height);
    for (let n = 0; n < 4000; n += 1) {
      context.fillStyle = `hsl(${(n * 47) % 360} 60% ${20 + (n % 60)}%)`;
      context.fillRect((n * 7919) % width, (n * 104_729) % height, 40, 3);
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 })).arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  }, [width, height]);
  const plain = Buffer.from(base64, "base64");
  return { name, mimeType: "image/jpeg", buffer: Buffer.concat([plain.subarray(0, 2), exif(), plain.subarray(2)]) };
}

/** An EXIF segment (big-endian): orientation 6, and the place in the GPS directory. */
function exif() {
  const text = Buffer.from(`${place}\0`, "latin1");
  const entry = (tag, kind, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(kind, 2);
    bytes.writeUInt32BE(count, 4);
    if (kind === 3) bytes.writeUInt16BE(value, 8);
    else bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const count = (number) => Buffer.from([0, number]);
  const end = Buffer.alloc(4);
  // Header 8, directory 2 + 24 + 4, GPS directory 2 + 12 + 4, then its text.
  const tiff = Buffer.concat([
    Buffer.from("MM\0\x2A\0\0\0\x08", "latin1"),
    count(2), entry(0x0112, 3, 1, 6), entry(0x8825, 4, 1, 38), end,
    count(1), entry(0x001c, 7, text.length, 56), end,
    text,
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Width and height in a JPEG's frame header, and which way is up by its EXIF. */
export function jpegFacts(bytes) {
  let at = 2;
  let orientation = 1;
  for (;;) {
    const marker = bytes[at + 1];
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xe1 && bytes.toString("latin1", at + 4, at + 8) === "Exif") orientation = bytes.readUInt16BE(at + 10 + 8 + 2 + 8);
    if (marker >= 0xc0 && marker <= 0xc2) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), orientation };
    at += 2 + length;
  }
}
