// The changes between two texts, line by line.
import { diff } from "./diff.js";
import { t } from "./texts.js";
import { html, written } from "./ui.js";

/** Both texts as one, with added and removed lines marked. */
export function changes(before, after) {
  const show = {
    kept: (text) => html`<span> ${written(text)} </span>`,
    added: (text) => html`<ins>+ ${written(text)}</ins>`,
    removed: (text) => html`<del>- ${written(text)}</del>`,
  };
  return html`<pre class="diff" tabindex="0" aria-label=${t("ui.changes")}>
${diff(before, after).map(([kind, text]) => show[kind](text))}</pre>`;
}
