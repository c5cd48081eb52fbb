// In: KERN's distributed stylesheet (text) and the list of what we use (kern.config.mjs).
// Out: a PostCSS tree with only those components, rewritten so that it is small and prints light.
// May not know: our own components, files, the network.
import postcss from "postcss";
import { isKeyframe, namedClasses } from "./rules.mjs";

/** @param {string} css @param {{components: string[], icons: string[], unused: string[]}} wanted */
export function takeFromKern(css, wanted) {
  const root = postcss.parse(css);
  root.walkComments((comment) => comment.remove());
  root.walkAtRules("charset", (rule) => rule.remove());
  dropUnusedSelectors(root, wanted);
  dropIconForcedColours(root);
  shareIconMask(root);
  rewriteThemes(root);
  removeEmpty(root);
  return root;
}

function dropUnusedSelectors(root, wanted) {
  const keep = (name) => isWanted(name, wanted);
  root.walkRules((rule) => {
    if (isKeyframe(rule)) return;
    const kept = rule.selectors.filter((selector) => namedClasses(selector).every(keep));
    if (kept.length === 0) rule.remove();
    else rule.selectors = kept;
  });
}

function isWanted(name, { components, icons, unused }) {
  if (!name.startsWith("kern-") || unused.includes(name)) return !name.startsWith("kern-");
  const icon = name.match(/^kern-icon--(.+)$/);
  if (icon) return icons.includes(icon[1]);
  return components.some((c) => name === c || name.startsWith(`${c}__`) || name.startsWith(`${c}--`));
}

/**
 * KERN paints every icon white in forced colours, one rule an icon; on a white system background
 * nothing is left to see. settings/preferences.css does it once, with system colours.
 */
function dropIconForcedColours(root) {
  root.walkAtRules("media", (media) => {
    if (!/forced-colors/.test(media.params)) return;
    media.walkRules((rule) => {
      const decls = rule.nodes.filter((n) => n.type === "decl");
      const whitens = decls.some((d) => d.prop === "background-color" && d.value === "var(--kern-color-white)");
      if (whitens && decls.length <= 2) rule.remove();
    });
  });
}

/** The same data URI stands in `-webkit-mask` and in `mask`; one custom property carries it once. */
function shareIconMask(root) {
  root.walkRules(/^\.kern-icon--/, (rule) => {
    rule.walkDecls("-webkit-mask", (decl) => decl.remove());
    rule.walkDecls("mask", (decl) => { decl.prop = "--kern-icon"; });
    // `.kern-icon` sets the colour once; a colour repeated by every icon only costs bytes.
    if (rule.nodes.some((n) => n.prop === "--kern-icon")) {
      rule.walkDecls(/^(background-color|(-webkit-)?mask-(size|repeat|position))$/, (decl) => decl.remove());
    }
  });
  root.walkDecls("-webkit-mask", (decl) => {
    // Chrome before 120 reads only the prefixed name; the value is kept once, in a property.
    const rule = decl.parent;
    const twin = rule.nodes.find((n) => n.prop === "mask" && n.value === decl.value);
    if (!twin) return;
    rule.insertBefore(decl, postcss.decl({ prop: "--kern-icon", value: decl.value }));
    decl.value = "var(--kern-icon)";
    twin.value = "var(--kern-icon)";
  });
  root.walkRules(".kern-icon", (rule) => {
    if (rule.parent.type !== "root") return;
    rule.append(
      { prop: "-webkit-mask", value: "var(--kern-icon) center / contain no-repeat" },
      { prop: "mask", value: "var(--kern-icon) center / contain no-repeat" },
      { prop: "background-color", value: "var(--kern-color-layout-text-default)" },
    );
  });
}

/**
 * KERN states each theme twice (media query, attribute). Here: light is the ground, dark comes from the
 * system unless the page asks for light, and only on a screen: paper is white.
 */
function rewriteThemes(root) {
  const isDark = (node) => node.type === "rule" && node.selector.includes("[data-kern-theme=dark]");
  const isLight = (node) => node.type === "rule" && node.selector.includes("[data-kern-theme=light]");
  const definesTokens = (rule) => rule.nodes.every((n) => n.type !== "decl" || n.prop.startsWith("--"));
  for (const node of [...root.nodes]) {
    if (node.type === "atrule" && node.name === "media" && node.params === "(prefers-color-scheme: light)") {
      node.replaceWith(node.nodes);
    } else if (node.type === "atrule" && node.name === "media" && node.params === "(prefers-color-scheme: dark)") {
      // Must stay weaker than the attribute: `:where` adds no specificity.
      node.params = "screen and (prefers-color-scheme: dark)";
      for (const rule of node.nodes) rule.selector = ":root:where(:not([data-kern-theme=light]))";
      darkBlocks.add(node);
    } else if (isDark(node) && definesTokens(node) && !isLight(node)) {
      node.selector = ":root[data-kern-theme=dark]";
      const media = postcss.atRule({ name: "media", params: "screen" });
      node.replaceWith(media);
      media.append(node);
    } else if (isLight(node) && definesTokens(node) && !isDark(node)) {
      node.remove();
    }
  }
  for (const media of darkBlocks) {
    // The dark block comes first in KERN; the light ground must precede it.
    const lastToken = root.nodes.findLastIndex((n) => n.type === "rule" && n.selector === ":root");
    root.insertAfter(root.nodes[lastToken], media);
  }
  darkBlocks.clear();
}
const darkBlocks = new Set();

function removeEmpty(root) {
  root.walk((node) => {
    if ((node.type === "rule" || node.type === "atrule") && node.nodes && node.nodes.length === 0) node.remove();
  });
  root.each((node) => { if (node.type === "atrule" && node.nodes?.length === 0) node.remove(); });
}
