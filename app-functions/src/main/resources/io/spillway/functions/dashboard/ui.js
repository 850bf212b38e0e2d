// What all pages share: states of loading and failure, forms, dialogs, messages and copies.
import { html, nothing, render } from "./lit-html.js";
import { Refused } from "./api.js";
import { duration, named, t } from "./texts.js";

export { html, nothing, render };
export { isolated, written } from "./people.js";

export function due(at) {
  const left = (new Date(at) - Date.now()) / 1000;
  return left < 0
    ? chip(t("ui.overdue", { time: duration(left) }), "bad")
    : chip(t("ui.due", { time: duration(left) }));
}

export const chip = (text, kind = "") => html`<span class="chip ${kind}">${text}</span>`;

/** One of the API's codes by its name in the language of the page. */
export const codeChip = (list, code, kind) => chip(named(list, code), kind);
export const severity = (level) => codeChip("severities", level.toLowerCase(), "severity-" + level.toLowerCase());

export const loading = () =>
  html`<p class="state" role="status"><span class="spinner" aria-hidden="true"></span>${t("ui.loading")}</p>`;
export const empty = (title, hint) =>
  html`<div class="state">
    <p><strong>${title}</strong></p>
    <p>${hint}</p>
  </div>`;

/** A refusal in words, within a page that goes on. */
export const notice = ({ title, advice }) =>
  html`<div class="notice" role="alert">
    <p><strong>${title}</strong></p>
    ${advice ? html`<p>${advice}</p>` : nothing}
  </div>`;

/** Why something did not work, and what to do. */
export function failure(error, again) {
  const { title, advice } = explain(error);
  return html`<div class="state error" role="alert">
    <p><strong>${title}</strong></p>
    <p>${advice}</p>
    ${again ? html`<button type="button" @click=${again}>${t("ui.try-again")}</button>` : nothing}
  </div>`;
}

/** The content of a page once it is there; until then, that it is loading, or why it failed. */
export const contentOr = (value, view, error, again) =>
  value ? view(value) : error ? failure(error, again) : loading();

/** The button that reads the next page of a list, if there is one. */
export const moreButton = (hasMore, read) =>
  hasMore ? html`<button type="button" @click=${read}>${t("ui.more")}</button>` : nothing;

/** A name and a value in a list of facts. */
export const fact = (name, value, kind = "") =>
  html`<div class=${kind || nothing}>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

export function explain(error) {
  if (!(error instanceof Refused)) {
    console.error(error);
    return { title: t("ui.wrong"), advice: t("ui.wrong-advice") };
  }
  if (error.status === 0) return { title: t("ui.offline"), advice: t("ui.offline-advice") };
  if (error.status === 401 && !error.problem.detail) {
    return { title: t("ui.function-key"), advice: t("ui.function-key-advice") };
  }
  const fields = (error.problem.errors || []).map((field) => field.field + " " + field.message);
  const type = (error.problem.type || "").split("/").at(-1);
  const known = named("problems", type);
  return {
    title: known === type ? error.problem.title || t("ui.refused", { status: error.status }) : known,
    advice: fields.join("; ") || error.message,
  };
}

/** Tells what has happened: seen at the bottom, and read out; in front of an open dialog too. */
export function say(text, kind = "") {
  for (const region of document.querySelectorAll(".told")) region.textContent = "";
  clearTimeout(say.timer);
  // A screen reader reads a change; a dialog that is open may have closed by then.
  say.timer = setTimeout(() => {
    const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
    const said = dialog?.querySelector(".told") || document.getElementById("said");
    said.textContent = text;
    said.className = "told toast " + kind;
    say.timer = setTimeout(() => {
      said.className = "told unseen";
    }, 8000);
  }, 10);
}

/** Tells why a step was refused. */
export function sayRefusal(error) {
  const { title, advice } = explain(error);
  say(title + ": " + advice, "bad");
}

/**
 * A dialog that closes with Escape and when the address changes, and gives the focus back.
 *
 * @param labelledBy the id of its heading
 */
export function openDialog(content, labelledBy) {
  const before = document.activeElement;
  const dialog = document.createElement("dialog");
  const said = document.createElement("p");
  said.className = "told unseen";
  said.setAttribute("role", "status");
  dialog.append(said);
  if (labelledBy) dialog.setAttribute("aria-labelledby", labelledBy);
  document.body.append(dialog);
  const leave = () => dialog.close();
  addEventListener("hashchange", leave);
  dialog.addEventListener("close", () => {
    removeEventListener("hashchange", leave);
    dialog.remove();
    if (before?.isConnected) before.focus();
    // What a dialog has told as it closed is still to be seen.
    if (said.textContent) say(said.textContent);
  });
  content(dialog);
  dialog.showModal();
  const heading = dialog.querySelector("h2");
  if (heading && !dialog.querySelector("[autofocus]")) {
    heading.tabIndex = -1;
    heading.focus();
  }
  return dialog;
}

export const dialogOpen = () => document.querySelector("dialog[open]") !== null;

/** A labelled choice of texts; the empty value comes first when it has a name. */
export const choice = (label, name, values, chosen, none, names = (value) => value) =>
  html`<label
    >${label}
    <select name=${name}>
      ${none === undefined ? nothing : html`<option value="">${none}</option>`}
      ${values.map((value) => html`<option value=${value} ?selected=${value === chosen}>${names(value)}</option>`)}
    </select></label
  >`;

export const field = (label, name, value = "", type = "text") =>
  html`<label
    >${label} <input type=${type} name=${name} .value=${value} autocomplete="off" spellcheck="false"
  /></label>`;

/** What a form holds, without what is empty. */
export function values(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
}

/** A button that copies a text, such as an id or the address of a page. */
export const copyButton = (label, text) =>
  html`<button
    type="button"
    class="quiet"
    @click=${() =>
      navigator.clipboard.writeText(text()).then(
        () => say(t("ui.copied")),
        () => say(t("ui.not-copied"), "bad"),
      )}
  >
    ${label}
  </button>`;

/** Gives the browser a file of comma-separated values: a row of names, and rows of values. */
export function saveCsv(name, rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    // A spreadsheet would run what begins like a formula.
    return '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""') + '"';
  };
  saveFile(name, "text/csv", ["\ufeff", ...rows.map((row) => row.map(cell).join(",") + "\r\n")]);
}

/** Gives the browser a file of these parts. */
export function saveFile(name, type, parts) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

// For pages that do not use the table of texts yet.
export { ago, duration, number, percent, time } from "./texts.js";
export const count = (number, thing) => number + " " + thing + (number === 1 ? "" : "s");
