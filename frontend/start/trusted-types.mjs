// The page's Trusted Types policy. leptos sets the innerHTML of templates with markup that the compiler wrote; everything
// that could run a script is refused, whoever asks. In browsers without Trusted Types the content security policy stands alone.
const files = new URL("./", import.meta.url).href;
const runs = /<\/?\s*(?:script|iframe|frame|object|embed|base|link|meta|style)\b|[\s"'/]on[a-z]+\s*=|srcdoc\s*=|javascript:/i;

globalThis.trustedTypes?.createPolicy("default", {
  createHTML(html) {
    if (runs.test(html)) throw new TypeError("refused: markup that could run a script");
    return html;
  },
  createScriptURL(url) {
    if (!new URL(url, document.baseURI).href.startsWith(files)) throw new TypeError("refused: script from elsewhere");
    return url;
  },
  // No createScript: text never becomes a script.
});
