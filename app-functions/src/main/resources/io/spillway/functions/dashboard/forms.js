// A form in a dialog: what it asks, what it sends, and why it was refused.
import { t } from "./texts.js";
import { explain, html, nothing, notice, openDialog, render, values } from "./ui.js";

/**
 * Opens a dialog with a form. It closes when the server has accepted; a refusal is shown, and what was typed stays.
 *
 * @param title the heading
 * @param hint what will happen
 * @param fields the labelled inputs
 * @param action the text of the button that sends
 * @param kind the class of that button, such as danger
 * @param check the reason not to send these values yet, if there is one
 * @param submit sends the values of the form
 */
export function openForm({ title, hint, fields, action, kind = "primary", check = () => null, submit }) {
  let problem = null;
  let isBusy = false;
  openDialog((dialog) => {
    const draw = () => render(view(), dialog);
    async function send(event) {
      event.preventDefault();
      if (isBusy) return;
      const form = values(event.target);
      const reason = check(form);
      problem = reason && { title: reason };
      isBusy = !reason;
      draw();
      if (reason) return;
      try {
        await submit(form);
        dialog.close();
      } catch (error) {
        problem = explain(error);
      }
      isBusy = false;
      draw();
    }
    const view = () =>
      html`<h2 id="form-title">${title}</h2>
        ${hint ? html`<p>${hint}</p>` : nothing}
        <form @submit=${send}>
          ${fields} ${problem ? notice(problem) : nothing}
          <div class="actions">
            <button class=${kind} ?disabled=${isBusy}>${action}</button>
            <button type="button" @click=${() => dialog.close()}>${t("ui.cancel")}</button>
          </div>
        </form>`;
    draw();
  }, "form-title");
}

/** A required choice without a default, so that no reason is recorded by accident. */
export const requiredChoice = (label, name, options, names) =>
  html`<label
    >${label}
    <select name=${name} required>
      <option value="">${t("ui.choose")}</option>
      ${options.map((value) => html`<option value=${value}>${names(value)}</option>`)}
    </select></label
  >`;

export const noteField = (label, most = 1000) =>
  html`<label>${label} <textarea class="short" name="note" maxlength=${most} rows="3"></textarea></label>`;
