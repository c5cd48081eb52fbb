// In: a PostCSS tree. Out: the same look with fewer bytes: tokens that never change are written where they are
// used, tokens nobody reads are dropped, oklch() becomes hex where nothing is lost.
// May not know: components, file names.
import valueParser from "postcss-value-parser";
import { parse, formatHex, formatHex8, inGamut } from "culori";

const inSrgb = inGamut("rgb");

/** `open(name)` says whether a token may change at run time and must stay a custom property. */
export function foldTokens(root, open) {
  dropFallbacks(root);
  const constants = constantTokens(root, open);
  const resolved = new Map();
  const resolve = (name) => {
    if (resolved.has(name)) return resolved.get(name);
    resolved.set(name, null); // a cycle folds to nothing and stays a var()
    const value = substitute(constants.get(name), (n) => (constants.has(n) ? resolve(n) : null));
    resolved.set(name, value);
    return value;
  };
  root.walkDecls((decl) => {
    if (!decl.value.includes("var(--")) return;
    decl.value = substitute(decl.value, (n) => (constants.has(n) ? resolve(n) : null));
  });
  dropUnread(root, open);
  root.walkDecls((decl) => { decl.value = shortenColours(decl.value); });
}

/** A fallback for a token that is always defined is dead weight. */
function dropFallbacks(root) {
  const defined = new Set();
  root.walkDecls(/^--/, (decl) => defined.add(decl.prop));
  root.walkDecls((decl) => {
    if (!decl.value.includes("var(--")) return;
    const tree = valueParser(decl.value);
    tree.walk((node) => {
      if (node.type !== "function" || node.value !== "var") return;
      const name = node.nodes[0]?.value;
      if (defined.has(name)) node.nodes = [node.nodes[0]];
    });
    decl.value = tree.toString();
  });
}

/** Tokens with one meaning: set on the root only, never inside a condition. The last setting wins. */
function constantTokens(root, open) {
  const found = new Map();
  const varying = new Set();
  root.walkDecls(/^--/, (decl) => {
    const unconditional = decl.parent.parent.type === "root" && isGround(decl.parent.selector);
    if (!unconditional || open(decl.prop)) varying.add(decl.prop);
    else found.set(decl.prop, decl.value);
  });
  for (const name of varying) found.delete(name);
  return found;
}

// KERN's second ground rule carries the contextual aliases of level 0, the only level used here.
const isGround = (selector) => selector === ":root" || selector.startsWith(":is(body");

function substitute(value, lookup) {
  if (!value.includes("var(--")) return value;
  const tree = valueParser(value);
  tree.walk((node) => {
    if (node.type !== "function" || node.value !== "var") return;
    const replacement = lookup(node.nodes[0]?.value);
    if (replacement === null || replacement === undefined) return;
    node.type = "word";
    node.value = replacement;
    delete node.nodes;
  });
  return tree.toString();
}

function dropUnread(root, open) {
  for (;;) {
    const read = new Set();
    root.walkDecls((decl) => {
      for (const match of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(match[1]);
    });
    let dropped = 0;
    root.walkDecls(/^--/, (decl) => {
      if (read.has(decl.prop) || open(decl.prop)) return;
      decl.remove();
      dropped += 1;
    });
    root.walkRules((rule) => { if (rule.nodes.length === 0) rule.remove(); });
    root.walkAtRules((rule) => { if (rule.nodes && rule.nodes.length === 0) rule.remove(); });
    if (dropped === 0) return;
  }
}

function shortenColours(value) {
  return value.replace(/oklch\([^()]*\)/g, (text) => {
    const colour = parse(text);
    if (!colour || !inSrgb(colour)) return text;
    return colour.alpha === undefined || colour.alpha === 1 ? formatHex(colour) : formatHex8(colour);
  });
}
