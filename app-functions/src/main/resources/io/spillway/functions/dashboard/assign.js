// Hands cases over to a moderator by name, or to oneself, or removes the assignee.
import { openForm } from "./forms.js";
import { t } from "./texts.js";
import { html } from "./ui.js";

/**
 * @param assignee the present assignee, if any
 * @param count the number of cases
 * @param assign called with the name, null to remove the assignee, and the note
 */
export function openAssign({ session, assignee, count, assign }) {
  const self = ({ target }) => {
    target.form.elements.to.value = session.name;
  };
  openForm({
    title: t("review.assign-title", { count }),
    hint: t("review.assign-hint"),
    fields: html`<label
        >${t("review.moderator")}
        <input name="to" maxlength="400" autocomplete="off" spellcheck="false" .value=${assignee ?? ""} />
      </label>
      <div><button type="button" @click=${self}>${t("review.assign-me")}</button></div>
      <label>${t("ui.note")} <input name="note" maxlength="1000" autocomplete="off" /></label>`,
    action: t("review.assign"),
    submit: ({ to, note }) => assign(to?.trim() || null, note?.trim()),
  });
}
