// Style sheets that come with the app. In: files of the build, with their hashes. Out: each in the page, behind what is there (they set none of the tenant's
// tokens); done when all have come or failed: without them the app is plain, not broken.
export function addSheets(sheets) {
  return Promise.all(sheets.map(({ file, integrity }) => new Promise((done) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", integrity, onload: done, onerror: done, href: new URL(file, import.meta.url).href });
    document.head.append(link);
  })));
}
