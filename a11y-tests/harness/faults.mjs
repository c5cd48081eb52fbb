// What went wrong on a page without anybody looking: errors on the console, refused by the content security policy, thrown
// and not caught, requested from a stranger. A test that expects one takes it; what is left at the end fails the test.
import assert from "node:assert/strict";

export class Faults {
  #found = [];

  add(fault) {
    this.#found.push(fault);
  }

  get all() {
    return [...this.#found];
  }

  /** Takes the faults that match out of the list; there must be at least one. */
  expect(pattern) {
    const kept = this.#found.filter((fault) => !pattern.test(fault));
    assert.ok(kept.length < this.#found.length, `expected a fault like ${pattern}, found: ${this.#found.join(" · ") || "none"}`);
    this.#found = kept;
  }

  expectNone() {
    assert.deepEqual(this.#found, []);
  }
}

/** Requests may go to this machine only. */
export function isStranger(address) {
  const { protocol, hostname } = new URL(address);
  return /^(https?|wss?):$/.test(protocol) && !/^(127\.0\.0\.1|localhost|\[::1\])$|\.localhost$/.test(hostname);
}

/** Runs in the page before its own scripts. */
export function reportViolations() {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy violated: ${event.effectiveDirective} by ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`);
  });
}
