// In: a file of the build, with its hash. Out: the answer, which the browser refuses if a byte of it differs; none if it takes five minutes, in which the
// largest of them comes over 64 kbit/s.
export function fetchWhole({ file, integrity }) {
  return fetch(new URL(file, import.meta.url), { integrity, signal: AbortSignal.timeout?.(300_000) });
}
