// Everything around an application: the portal of the demo, its mails, resuming without a link; and the clerks' postbox. In: a window, a
// running demo. Out: calls of `look(state)`.

export async function portal({ window, demo, look }) {
  for (const [name, address] of [["portal", demo.urls.portal], ["explanation", demo.urls.explanation], ["mail", demo.urls.mail]]) {
    await window.open(address);
    await look(name);
  }
  // Each town has a look of its own.
  for (const [town, address] of Object.entries(demo.urls.towns)) {
    await window.open(address);
    await look(`page of ${town}`);
    const service = await window.page.evaluate(() => document.querySelector("main a[href]")?.href);
    if (!service) continue;
    await window.open(service);
    await look(`a service of ${town}`);
  }
  // Statements are the same pages for every service; what the three languages have in common is looked at once.
  for (const [page, language] of [["barrierefreiheit", "de"], ["barrierefreiheit", "de-simple"], ["datenschutz", "en"]]) {
    await window.open(`${Object.values(demo.urls.services)[0]}${page}?lang=${language}`);
    await look(`${page} in ${language}`);
  }
  // What authorities put into their own pages, and where a link into a frame that stays closed leads.
  for (const page of ["einbinden", "absprung"]) {
    await window.open(`${Object.values(demo.urls.services)[0]}${page}`);
    await look(page);
  }
  await window.open(`${Object.values(demo.urls.services)[0]}handy#r1.${"A".repeat(43)}`);
  await window.until("the telephone's question", () => document.querySelector("main .kern-btn--primary"));
  await look("telephone");
  await window.page.evaluate(() => document.querySelector("main .kern-btn--primary").click());
  await window.until("the refusal", () => /gilt nicht mehr/.test(document.querySelector("main").innerText));
  await look("telephone: the link is over");
  await window.open(`${Object.values(demo.urls.services)[0]}weiter`);
  await window.shown("vd-oeffnen");
  await look("resuming without a link");
  await window.press("vd-oeffnen");
  await window.until("the error at the link", () => document.querySelector("#vd-link-eingabe[aria-invalid=true]"));
  await look("resuming without a link: errors");
  await window.open(`${demo.urls.portal}nichts-dergleichen`);
  await look("no such page");
}

/** There must be something in the postbox. */
export async function postbox({ window, demo, look }) {
  await window.open(demo.urls.postbox);
  await window.shown("vd-benutzername");
  await look("sign in");
  await submit(window);
  await window.until("the errors", () => document.querySelector("#vd-benutzername[aria-invalid=true]"));
  await look("sign in: nothing entered");
  await window.type("vd-benutzername", demo.urls.clerk.name);
  await window.type("vd-passwort", "falsch geraten");
  await submit(window);
  await window.until("the refusal", () => document.querySelector("main .kern-alert--danger, main [role=alert]"));
  await look("sign in: refused");
  await window.type("vd-passwort", demo.urls.clerk.password);
  await submit(window);
  await window.until("the list", () => document.querySelector("main table tbody tr"), undefined, 60_000);
  await look("list");
  await window.page.evaluate(() => document.querySelector("main tbody input").click());
  await window.press("vd-auswahl-zuweisen");
  await window.shown("vd-auswahl-person");
  await look("list: who is to work on what is ticked");
  await window.page.evaluate(() => document.querySelector("main table tbody a").click());
  await window.until("the item", () => /\/items?\//.test(location.pathname) || document.querySelector(".vd-detail"));
  await window.until("the answers", () => document.querySelector(".vd-detail"));
  await look("item");
  const follow = (link) => window.page.evaluate((link) => document.querySelector(link).click(), link);
  await follow('.vd-header__tools a[href^="/verwaltung/"]');
  await window.until("the users", () => document.querySelector("main table tbody tr") && document.querySelector("main form"));
  await look("users");
  await submit(window);
  await window.until("the errors", () => document.querySelector("main [aria-invalid=true]"));
  await look("users: errors");
  await window.type("vd-neu-name", "s.zustand");
  await window.type("vd-neu-anzeige", "Sina Zustand");
  await window.page.evaluate(() => document.querySelector("main form input[type=checkbox]").click());
  await submit(window);
  const invitation = await window.until("the link", () => document.querySelector("#vd-einladung code")?.textContent);
  await window.until("the new user", invitedUser);
  await look("users: invited");
  await window.page.evaluate(`(${invitedUser})().click()`);
  await window.until("the user", () => /\/person\//.test(location.pathname) && document.querySelector("main form"));
  await look("user");
  await window.type("vd-person-anzeige", "");
  await submit(window);
  await window.until("the errors", () => document.querySelector("main [aria-invalid=true]"));
  await look("user: errors");
  await window.page.evaluate(() => document.querySelector("[aria-labelledby=vd-weg] button").click());
  await window.until("the dialog", () => document.querySelector("dialog[open]"));
  await look("user: dialog open");
  await window.page.evaluate(() => document.querySelector("dialog[open]").close());
  await follow('main a[href^="/verwaltung/"]');
  await window.until("the users", () => document.querySelector("main table tbody tr") && document.querySelector("main form"));
  await follow('main a[href^="/uebermittlung/"]');
  await window.until("the interfaces", () => /uebermittlung/.test(location.pathname) && document.querySelector("main h1") && !document.querySelector("main .kern-loader"));
  await look("transport");
  await follow('.vd-header__tools a[href^="/verwaltung/"]');
  await window.until("the users once more", () => document.querySelector('main a[href^="/uebermittlung/"]'));
  await window.page.evaluate(answerWithADestination);
  await follow('main a[href^="/uebermittlung/"]');
  await window.until("the destination", () => document.querySelector("main")?.textContent.includes("zulassungsstelle"));
  await look("transport: what others submit");
  await follow('.vd-header__tools a[href^="/verwaltung/"]');
  await window.until("the users again", () => document.querySelector('main a[href$="/protokoll"]'));
  await follow('main a[href$="/protokoll"]');
  await window.until("the log", () => /protokoll/.test(location.pathname) && document.querySelector("main table tbody tr"));
  await look("audit log");
  await follow('.vd-header__tools a[href="/konto"]');
  await window.until("the sessions", () => document.querySelector("main .vd-files"));
  await look("account");
  await window.until("the passkeys", () => document.querySelector("[aria-labelledby=vd-passkeys] button"));
  await window.page.evaluate(() => document.querySelector("[aria-labelledby=vd-passkeys] button").click());
  await window.shown("vd-passkey-name");
  for (const [section, state] of [["vd-faktor", "second factor"], ["vd-passkeys", "passkeys"]]) {
    await window.page.evaluate((section) => document.querySelector(`[aria-labelledby=${section}] form`).requestSubmit(), section);
    await window.until("the error", (section) => document.querySelector(`[aria-labelledby=${section}] [aria-invalid=true]`), section);
    await look(`account, ${state}: errors`);
  }
  await window.type("vd-faktor-passwort", demo.urls.clerk.password);
  await window.page.evaluate(() => document.querySelector("[aria-labelledby=vd-faktor] form").requestSubmit());
  await window.until("the secret", () => document.querySelector("main .vd-secret"));
  await look("account, second factor: offered");
  await follow('main a[href="/passwort"]');
  await window.shown("vd-passwort-neu");
  await look("password");
  await submit(window);
  await window.until("the errors", () => document.querySelector("main [aria-invalid=true]"));
  await look("password: errors");
  await window.open(invitation);
  await window.shown("vd-passwort-neu");
  await look("invitation");
  await submit(window);
  await window.until("the errors", () => document.querySelector("main [aria-invalid=true]"));
  await look("invitation: errors");
}

function invitedUser() {
  return [...document.querySelectorAll("main tbody a")].find((link) => link.textContent.includes("Sina Zustand"));
}

/** The demo is nobody's destination; `backend/private/tests/private` has one that is. What the page makes of it is seen with lines put into the real answer. */
function answerWithADestination() {
  const asked = window.fetch;
  window.fetch = async (...request) => {
    const answer = await asked(...request);
    if (!answer.url.includes("/api/v1/transport/") || !answer.ok) return answer;
    const transport = await answer.json();
    const [seen_at, next_at] = ["2026-03-02T08:15:00Z", "2026-03-02T09:00:00Z"];
    transport.destinations = [{ destination: "zulassungsstelle", waiting: 2, failing: 1, accepted: 1204, rejected: 3, oldest_waiting_at: seen_at, last_accepted_at: next_at }];
    const submission = "c0a5d3b0-7d5e-4f7e-9f63-2a1f4b8c6d10";
    transport.receptions = [{ destination: "zulassungsstelle", submission, attempts: 4, seen_at, next_at, fault: "the attachments could not be fetched: connection refused" }];
    return new Response(JSON.stringify(transport), { status: answer.status, headers: answer.headers });
  };
}

function submit(window) {
  return window.page.evaluate(() => document.querySelector("main form").requestSubmit());
}
