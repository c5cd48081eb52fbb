// What can be seen of focus and how large a target is, measured in the page. Runs there and leaves `globalThis.vordruckSight`.

export function sight() {
  if (globalThis.vordruckSight) return;
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  globalThis.vordruckSight = { shown, nameOf, looks, indicator, contrastOf, isObscured, targetOf, isInline };

  function shown(element) {
    return element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
  }

  /** An element as a person would look for it. */
  function nameOf(element) {
    const words = element.textContent || element.getAttribute("aria-label") || element.labels?.[0]?.textContent || "";
    return `${element.localName}${element.id && `#${element.id}`} ${words.trim().replaceAll(/\s+/g, " ").slice(0, 60)}`;
  }

  /** Everything about an element that may show focus: itself, what is painted before and after it, its label, its frame. */
  function looks(one) {
    const parts = [[one], [one, "::before"], [one, "::after"], ...(one.labels?.length ? [[one.labels[0]]] : []), [one.parentElement]];
    return parts.map((part) => {
      const style = getComputedStyle(...part);
      // KERN draws the ring around a ticked box that was wrong as a shadow without blur.
      const [, shade, spread] = /^(rgba?\([^)]*\)) 0px 0px 0px ([\d.]+)px$/.exec(style.boxShadow) ?? [];
      const outline = style.outlineStyle === "none" ? Number(spread ?? 0) : parseFloat(style.outlineWidth);
      return { outline, colour: style.outlineStyle === "none" && shade ? shade : style.outlineColor, key: [outline, style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join() };
    });
  }

  /** The part with an outline of 2 px (WCAG 2.2, 2.4.13). */
  function indicator(parts) {
    return parts.find(({ outline }) => outline > 1.9);
  }

  /** Of a colour against what the element stands on (1.4.11: 3 to 1). */
  function contrastOf(one, colour) {
    const [light, dark] = [luminance(colour), luminance(groundOf(one))].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  }

  /** Whether something lies over the element, or it is out of the window (2.4.11, 2.4.12). */
  function isObscured(one) {
    const box = (one.matches("input[type=radio], input[type=checkbox]") ? (one.labels[0] ?? one) : one).getClientRects()[0];
    if (!box || box.width < 2 || box.height < 2) return false;
    if (box.bottom <= 0 || box.top >= innerHeight) return true;
    const points = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3], [(box.left + box.right) / 2, (box.top + box.bottom) / 2]];
    return points.some(([x, y]) => {
      // The browser brings the caret of a text area into the window, not always all of it: nothing of ours lies over the rest.
      if (y < 0 || y >= innerHeight) return false;
      const top = document.elementFromPoint(x, y);
      const around = [one, ...(one.labels ?? [])];
      return top && !around.some((part) => part.contains(top) || top.contains(part));
    });
  }

  /** A radio button or check box is pressed by its label, too; a stretched link by its card. */
  function targetOf(one) {
    const parts = [one, ...(one.matches("input[type=radio], input[type=checkbox]") ? one.labels : []), ...(one.matches(".kern-link--stretched") ? [one.closest(".kern-card")] : [])];
    const boxes = parts.filter(Boolean).map((part) => part.getBoundingClientRect());
    const most = (side) => Math.max(...boxes.map((box) => box[side]));
    const least = (side) => Math.min(...boxes.map((box) => box[side]));
    return { width: most("right") - least("left"), height: most("bottom") - least("top") };
  }

  /** A link within a sentence is as high as its line (2.5.5 and 2.5.8, exception "inline"). */
  function isInline(one) {
    if (!one.matches("a") || one.matches(".vd-alone")) return false;
    const block = one.closest("p, li, dd, td");
    return Boolean(block) && block.textContent.trim().length > one.textContent.trim().length + 3;
  }

  function groundOf(one) {
    for (let at = one.parentElement; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgba(backgroundColor)[3] > 250) return backgroundColor;
    }
    return "#fff";
  }

  function luminance(colour) {
    const [red, green, blue] = rgba(colour).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function rgba(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  }
}
