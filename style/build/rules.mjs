// What a rule of a PostCSS tree is about. In: a rule, a selector. Out: facts. May not know: KERN, our components.
import selectorParser from "postcss-selector-parser";

/** Classes a selector needs to match; those inside `:not()` are no need, those inside `:is()` one choice of several. */
export function namedClasses(selector) {
  const names = [];
  selectorParser((tree) => {
    tree.walkClasses((node) => {
      let parent = node.parent;
      while (parent) {
        if (parent.type === "pseudo" && [":not", ":is"].includes(parent.value)) return;
        parent = parent.parent;
      }
      names.push(node.value);
    });
  }).processSync(selector);
  return names;
}

export const isKeyframe = (rule) => rule.parent?.type === "atrule" && /keyframes$/.test(rule.parent.name);
