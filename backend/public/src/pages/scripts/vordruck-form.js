// <vordruck-form src="https://…/musterstadt/bewohnerparken/" lang="de"><a href="…">Antrag</a></vordruck-form>
//
// Shows a form in a page of the authority's site. What stands inside of the element is the way there without scripts, and when the form may not be
// framed here; it stays as long as the form has not answered. In: `src` (a start page), `lang` (language of the form), `label` (name of the frame;
// otherwise the text inside). Out: a frame as high as the form. Learns the height and nothing else.
(() => {
  "use strict";
  if (customElements.get("vordruck-form")) return;
  const PATIENCE_MILLISECONDS = 8000;

  class VordruckForm extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const address = this.#address();
      const root = this.attachShadow({ mode: "open" });
      const inside = document.createElement("slot");
      root.append(inside);
      if (!address) return;
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("label") || this.textContent.trim() || address.host;
      frame.setAttribute("allow", "clipboard-write");
      frame.referrerPolicy = "no-referrer";
      // By the object model, which a page's policy for styles leaves alone.
      Object.assign(frame.style, { display: "block", boxSizing: "border-box", width: "100%", height: "40rem", border: "0" });
      const giveUp = setTimeout(() => {
        frame.remove();
        window.removeEventListener("message", heard);
        this.dataset.state = "refused";
      }, PATIENCE_MILLISECONDS);
      const heard = (event) => {
        if (event.source !== frame.contentWindow || event.origin !== address.origin) return;
        if (!event.data || event.data.type !== "vordruck-height" || !Number.isFinite(event.data.height)) return;
        clearTimeout(giveUp);
        inside.hidden = true;
        this.dataset.state = "shown";
        frame.style.height = `${Math.min(Math.max(event.data.height, 200), 30000)}px`;
      };
      window.addEventListener("message", heard);
      // A page that may not be framed here has no origin, and the greeting reaches nobody.
      frame.addEventListener("load", () => frame.contentWindow.postMessage({ type: "vordruck-hello" }, address.origin));
      frame.src = address.href;
      root.prepend(frame);
    }

    /** The start page in the language asked for; nothing if it is no address of the web. */
    #address() {
      try {
        const address = new URL(this.getAttribute("src") || "", document.baseURI);
        const lang = this.getAttribute("lang");
        if (lang) address.searchParams.set("lang", lang);
        return /^https?:$/.test(address.protocol) ? address : null;
      } catch {
        return null;
      }
    }
  }
  customElements.define("vordruck-form", VordruckForm);
})();
