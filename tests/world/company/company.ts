/** Runs ahead of Isso's embed script. `?ui=` picks the language Isso speaks. */

// Isso writes its markup with innerHTML and knows no Trusted Types. A `default` policy is how a site with
// such a library turns enforcement on: its server's HTML is already sanitised, so it passes as it is.
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): unknown;
}
const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
trustedTypes?.createPolicy("default", { createHTML: (html) => html });

const ui = new URLSearchParams(location.search).get("ui") ?? "da";
document.documentElement.lang = ui;
// Isso gathers its settings from every script tag on the page.
document.currentScript?.setAttribute("data-isso-lang", ui);
