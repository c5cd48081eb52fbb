// In: the entry of a stylesheet, what it takes from KERN, the @font-face rules, what a page rendered by a server shows of it. Out: minified CSS as
// bytes: the whole, and if it is to be parted, both parts.
// May not know: where the result is written.
import { readFileSync } from "node:fs";
import { bundle, Features, transform } from "lightningcss";
import postcss from "postcss";
import { takeFromKern } from "./kern.mjs";
import { partOff } from "./first.mjs";
import { foldTokens } from "./fold.mjs";
import { makeLogical } from "./logical.mjs";

// Evergreen browsers of the last years: what the journey itself (WebAssembly, dialog, :has) needs anyway.
const targets = { chrome: 111 << 16, firefox: 121 << 16, safari: (16 << 16) | (4 << 8) };

const banner =
  "/*! Vordruck, EUPL-1.2. Parts from KERN UX (@kern-ux/native 2.7.2, EUPL-1.2), reduced and changed; see licences/. */\n";

export function buildStylesheet({ entry, kernPath, wanted, fontFaces, firstPage }) {
  const root = takeFromKern(readFileSync(kernPath, "utf8"), wanted);
  makeLogical(root);
  const own = bundle({ filename: entry, minify: false });
  const fonts = postcss.parse(fontFaces);
  const ours = postcss.parse(own.code.toString("utf8"));
  ours.walkComments((comment) => comment.remove());
  root.prepend(fonts.nodes);
  root.append(ours.nodes);
  foldTokens(root, isTenantToken);
  const minify = (tree) => transform({ filename: entry, code: Buffer.from(tree.toString()), minify: true, targets, exclude: Features.LightDark }).code;
  const parts = firstPage ? partOff(root, firstPage) : {};
  const named = (css) => Buffer.concat([Buffer.from(banner), css]);
  // The second part never comes without the first.
  const asPart = { first: named, further: (css) => css };
  return { whole: named(minify(root)), parts: Object.entries(parts).map(([part, tree]) => ({ part, minified: asPart[part](minify(tree)) })) };
}

/** Tokens of settings/theme.css stay custom properties: a tenant's stylesheet overrides them. */
const isTenantToken = (name) => name.startsWith("--vd-theme-");
