// In: a PostCSS tree. Out: the same look in languages written from left to right, and its mirror image in those written from right to left: physical
// sides become logical ones. May not know: components, tokens.
const sides = { left: "inline-start", right: "inline-end" };

export function makeLogical(root) {
  root.walkDecls((decl) => {
    const side = decl.prop.match(/^(margin|padding|border)-(left|right)(-\w+)?$/);
    if (side) decl.prop = `${side[1]}-${sides[side[2]]}${side[3] ?? ""}`;
    else if (decl.prop in sides) decl.prop = `inset-${sides[decl.prop]}`;
    else if (decl.prop === "float" && decl.value in sides) decl.value = sides[decl.value];
    else if (decl.prop === "text-align" && decl.value in sides) decl.value = decl.value === "left" ? "start" : "end";
    else if (decl.prop === "padding" || decl.prop === "margin") split(decl);
  });
}

/** `padding: top right bottom left` with different sides. */
function split(decl) {
  const parts = decl.value.match(/(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? [];
  if (parts.length !== 4 || parts[1] === parts[3]) return;
  const [top, right, bottom, left] = parts;
  decl.before({ prop: `${decl.prop}-block`, value: `${top} ${bottom}`, important: decl.important });
  decl.before({ prop: `${decl.prop}-inline`, value: `${left} ${right}`, important: decl.important });
  decl.remove();
}
