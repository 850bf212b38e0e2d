// The note templates of this browser: choose one, add the current note, delete.
import { templates } from "./drafts.js";
import { t } from "./texts.js";
import { html, nothing, openDialog, render } from "./ui.js";

/**
 * @param note the current note, which can become a template
 * @param choose called with the chosen note
 */
export function openTemplates(note, choose) {
  openDialog((dialog) => {
    const use = (text) => {
      // After the dialog has given the focus back.
      dialog.addEventListener("close", () => choose(text));
      dialog.close();
    };
    const change = (step) => {
      step();
      draw();
    };
    dialog.addEventListener("keydown", (event) => {
      const chosen = templates.all()[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1];
      if (!chosen || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      use(chosen);
    });
    const row = (text, at) =>
      html`<li>
        <button type="button" class="link" aria-keyshortcuts=${at < 9 ? at + 1 : nothing} @click=${() => use(text)}>
          ${at < 9 ? html`<kbd aria-hidden="true">${at + 1}</kbd>` : nothing} <bdi>${text}</bdi>
        </button>
        <button
          type="button"
          class="quiet"
          aria-label=${t("case.delete-template", { note: text })}
          @click=${() => change(() => templates.remove(text))}
        >
          ${t("case.delete")}
        </button>
      </li>`;
    const draw = () => {
      const all = templates.all();
      render(
        html`<h2 id="templates-title" tabindex="-1">${t("case.templates")}</h2>
          ${
            all.length
              ? html`<ol class="plain rows">
                  ${all.map(row)}
                </ol>`
              : html`<p>${t("case.no-templates")}</p>`
          }
          ${
            note && !all.includes(note)
              ? html`<p>
                  <button type="button" @click=${() => change(() => templates.add(note))}>
                    ${t("case.add-template")}
                  </button>
                </p>`
              : nothing
          }
          <form method="dialog"><button>${t("ui.close")}</button></form>`,
        dialog,
      );
    };
    draw();
  }, "templates-title");
}
