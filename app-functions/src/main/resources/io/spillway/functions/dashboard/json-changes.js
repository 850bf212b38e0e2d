// The changes between two texts, line by line.
import { diff } from "./diff.js";
import { t } from "./texts.js";
import { html } from "./ui.js";

export function changes(before, after) {
  const show = {
    kept: (text) => html`<span> ${text} </span>`,
    added: (text) => html`<ins>+ ${text}</ins>`,
    removed: (text) => html`<del>- ${text}</del>`,
  };
  return html`<pre class="diff" tabindex="0" aria-label=${t("policy.changes")} translate="no">
${diff(before, after).map(([kind, text]) => show[kind](text))}</pre>`;
}
