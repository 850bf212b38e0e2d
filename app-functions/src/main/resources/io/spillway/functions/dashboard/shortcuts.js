// The single-key shortcuts of the review page.
import { t } from "./texts.js";
import { html, openDialog, render } from "./ui.js";

/** @param keys pairs of a key and what it does */
export function openShortcuts(keys) {
  openDialog((dialog) => {
    render(
      html`<h2 id="shortcuts-title">${t("review.shortcuts")}</h2>
        <dl class="keys">
          ${keys.map(
            ([key, does]) =>
              html`<div>
                <dt><kbd>${key}</kbd></dt>
                <dd>${does}</dd>
              </div>`,
          )}
        </dl>
        <p class="hint">${t("review.shortcuts-hint")}</p>
        <form method="dialog"><button class="primary">${t("ui.close")}</button></form>`,
      dialog,
    );
  }, "shortcuts-title");
}
