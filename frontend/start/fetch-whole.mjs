// In: a file of the build, with its hash. Out: the answer, which the browser refuses if a byte of it differs.
export function fetchWhole({ file, integrity }) {
  return fetch(new URL(file, import.meta.url), { integrity });
}
