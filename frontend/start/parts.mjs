// What the app loads when it needs it. In: the name of a part. Out: its module, or a worker that runs it.
import { parts } from "built:files";

const loading = new Map();

/** The exports of a part, its wasm ready. A failed load is forgotten, so that another try is one. */
export function loadPart(name) {
  let module = loading.get(name);
  if (!module) {
    module = load(name);
    loading.set(name, module);
    module.catch(() => loading.delete(name));
  }
  return module;
}

/** A worker that runs a part. Messages sent to it before it is ready wait for it. */
export function startWorker(name) {
  return new Worker(address(part(name)), { type: "module", name });
}

async function load(name) {
  const wanted = part(name);
  const url = address(wanted);
  // `import()` can't be told a hash, but a script element can; the import afterwards takes the module that passed.
  await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.type = "module";
    script.integrity = wanted.integrity;
    script.src = url;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(`part not loaded: ${name}`));
    });
    document.head.append(script);
  });
  const module = await import(url);
  await module.ready;
  return module;
}

function part(name) {
  const found = parts[name];
  if (!found) throw new Error(`no such part: ${name}`);
  return found;
}

const address = ({ file }) => new URL(file, import.meta.url).href;
