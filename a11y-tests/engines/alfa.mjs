// Siteimprove Alfa: the rules of the Accessibility Conformance Testing group, on a copy of the page with its styles and boxes. In: a page
// of either browser. Out: findings. Unlike axe it works outside the page, so nothing on the page can change what it sees.
import { Audit } from "@siteimprove/alfa-act";
import { Device } from "@siteimprove/alfa-device";
import * as nativeDevice from "@siteimprove/alfa-device/native";
import { Node } from "@siteimprove/alfa-dom";
import * as nativeDom from "@siteimprove/alfa-dom/native";
import { Request, Response } from "@siteimprove/alfa-http";
import { Rules } from "@siteimprove/alfa-rules";
import { URL } from "@siteimprove/alfa-url";
import { Page } from "@siteimprove/alfa-web";

/** What is not looked at, each with its reason. */
export const NOT_RUN = {
  // Needs answers of a person ("is this a good name?"); without them it ends in "cannot tell".
};

const rules = [...Rules.values()].filter((rule) => !(number(rule) in NOT_RUN));

// How large a target is. Alfa takes from a target what is painted above it, and does not know that behind a modal dialog nothing takes a pointer.
const SIZES = new Set(["sia-r111", "sia-r113"]);

/** Everything Alfa is sure of: `{ rule, where, text }`. */
export async function alfaFindings(page) {
  const seen = await copyOf(page);
  const outcomes = await Audit.of(seen, rules).evaluate();
  const isBehindDialog = await page.evaluate(() => document.querySelector("dialog:modal") !== null) ? isOutsideOfDialogs : () => false;
  const findings = [];
  for (const outcome of outcomes) {
    const { outcome: verdict, rule, target, expectations } = outcome.toJSON();
    if (verdict !== "failed") continue;
    if (SIZES.has(number(rule)) && isBehindDialog(outcome.target)) continue;
    const reasons = expectations.map(([, expectation]) => expectation?.error?.message ?? expectation?.value?.message).filter(Boolean);
    findings.push({ rule: rule.uri.split("/").at(-1), where: placeOf(outcome.target, target), text: [...new Set(reasons)].join(" ") });
  }
  return findings;
}

/** The ids of its rules with the success criteria they belong to. */
export function alfaRules() {
  return rules.map((rule) => ({
    rule: number(rule),
    criteria: rule.requirements.map((requirement) => requirement.toJSON()).filter(({ type }) => type === "criterion").map(({ chapter }) => chapter),
  }));
}

async function copyOf(page) {
  const document = await page.evaluateHandle(() => globalThis.document);
  const window = await page.evaluateHandle(() => globalThis.window);
  const dom = await document.evaluate(nativeDom.Native.fromNode);
  const device = Device.from(await window.evaluate(nativeDevice.Native.fromWindow));
  const address = URL.parse(page.url()).getUnsafe();
  await Promise.all([document.dispose(), window.dispose()]);
  return Page.of(Request.of("GET", address), Response.of(address, 200), Node.from(dom, device), device);
}

function isOutsideOfDialogs(target) {
  return !target.inclusiveAncestors(Node.fullTree).some((node) => node.name === "dialog");
}

/** An element as a person would look for it. */
function placeOf(target, json) {
  const element = target?.name ? target : undefined;
  if (!element) return json?.type ?? "page";
  const id = element.attribute?.("id").map((found) => found.value).getOr("");
  const text = element.toString().split("\n")[0].slice(0, 120);
  return id ? `#${id} ${text}` : text;
}

function number(rule) {
  return rule.uri.split("/").at(-1);
}
