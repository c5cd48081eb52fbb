// What the app loads when it needs it. In: the name of a part. Out: a worker that runs it.
import { parts } from "built:files";

/** Messages sent to the worker before it is ready wait for it. */
export function startWorker(name) {
  const part = parts[name];
  if (!part) throw new Error(`no such part: ${name}`);
  return new Worker(new URL(part.file, import.meta.url).href, { type: "module", name });
}
