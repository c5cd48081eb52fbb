// Runs in a form that stands in a frame of another site. In: the origins that may frame it, from the page. Out: to such a page, once it has said hello,
// the height of this one, and nothing else. Links to other pages open in a window of their own: a PIN or a resume link is never shown in a frame.
(() => {
  "use strict";
  const origins = document.currentScript.dataset.origins.split(" ");
  let origin = null;
  const tell = () => {
    if (origin === null) return;
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ type: "vordruck-height", height }, origin);
  };
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !origins.includes(event.origin) || !event.data || event.data.type !== "vordruck-hello") return;
    origin = event.origin;
    tell();
  });
  new ResizeObserver(tell).observe(document.body);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || link.hasAttribute("download") || link.protocol === "blob:") return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) {
      link.target = "_blank";
      link.rel = "noopener";
    }
  }, true);
})();
