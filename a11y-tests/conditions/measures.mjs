// What is measured on a page that has less room than it was drawn for. In: a Playwright page. Out: sentences about what is lost; none if nothing is.

/** Wider than the window: everything that would have to be scrolled sideways. Boxes that scroll by themselves (samples of source, tables) are the exception of 1.4.10. */
export async function sidewaysScrolling(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = [];
    if (document.scrollingElement.scrollWidth > width + 1) found.push(`the page is ${document.scrollingElement.scrollWidth} px wide in ${width}`);
    const scrolls = (element) => element.closest("pre, .kern-table-responsive, dialog:not([open])") !== null;
    for (const element of document.querySelectorAll("main *, header *, footer *")) {
      if (scrolls(element) || element.closest(".kern-sr-only, .vd-skip") || element.getClientRects().length === 0) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 1 && (box.right > width + 1 || box.left < -1)) found.push(`${describe(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px in ${width}`);
    }
    return found.slice(0, 8);

    function describe(element) {
      return `<${element.localName} class="${element.className}"> “${(element.innerText ?? "").trim().slice(0, 30)}”`;
    }
  });
}

/** Text that a box cuts off, and text that lies over other text. */
export async function lostText(page) {
  return page.evaluate(() => {
    const found = [];
    const boxes = [];
    const walker = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || !parent.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) || parent.closest(".kern-sr-only, .vd-skip, script, noscript, style, option")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2) boxes.push({ box, node });
      for (let element = parent; element && element !== document.body; element = element.parentElement) {
        const style = getComputedStyle(element);
        const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
        const text = range.getBoundingClientRect();
        const around = element.getBoundingClientRect();
        if ((cuts(style.overflowX) && text.right > around.right + 2) || (cuts(style.overflowY) && text.bottom > around.bottom + 2)) {
          found.push(`“${node.data.trim().slice(0, 40)}” is cut off by <${element.localName} class="${element.className}">`);
        }
      }
    }
    for (let one = 0; one < boxes.length; one += 1) {
      for (let two = one + 1; two < Math.min(boxes.length, one + 60); two += 1) {
        const [a, b] = [boxes[one], boxes[two]];
        if (a.node === b.node) continue;
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        // Lines are allowed to touch: ascenders reach into the space of the line above.
        if (width > 2 && height > Math.min(a.box.height, b.box.height) * 0.5) found.push(`“${a.node.data.trim().slice(0, 30)}” lies over “${b.node.data.trim().slice(0, 30)}”`);
      }
    }
    return [...new Set(found)].slice(0, 8);
  });
}

/** Everything an element says, to be compared before and after. */
export async function visibleText(page, selector = "main") {
  return page.evaluate((selector) => document.querySelector(selector).innerText.replaceAll(/\s+/g, " ").trim(), selector);
}
