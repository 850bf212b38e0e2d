// What all pages share: how text, times, states and messages are shown.
import { html, nothing } from "./lit-html.js";
import { Refused } from "./api.js";
import { RULES } from "./vocabulary.js";

export { html, nothing };
export { render } from "./lit-html.js";

const NAMES = {
  0x061c: "arabic letter mark",
  0x200b: "zero-width space",
  0x200c: "zero-width non-joiner",
  0x200d: "zero-width joiner",
  0x200e: "left-to-right mark",
  0x200f: "right-to-left mark",
  0x202a: "left-to-right embedding",
  0x202b: "right-to-left embedding",
  0x202c: "pop directional formatting",
  0x202d: "left-to-right override",
  0x202e: "right-to-left override",
  0x2060: "word joiner",
  0x2066: "left-to-right isolate",
  0x2067: "right-to-left isolate",
  0x2068: "first strong isolate",
  0x2069: "pop directional isolate",
  0xfeff: "zero-width no-break space",
};
const HIDDEN = new RegExp(
  "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e" +
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]|[\\u{e0000}-\\u{e007f}]",
  "u",
);
// A joiner between pictures belongs to them.
const SPLIT = new RegExp(
  "(?<!\\p{Extended_Pictographic}\\ufe0f?)(\\u200d)|(" +
    HIDDEN.source.replaceAll("\\u200b-\\u200f", "\\u200b\\u200c\\u200e\\u200f") +
    ")",
  "u",
);

/**
 * What somebody wrote: never markup, kept to itself, and with what cannot be seen made visible.
 * Where a rule met it, it stands out.
 */
export function written(text, matches = []) {
  const whole = String(text ?? "");
  const parts = [];
  let at = 0;
  for (const { start, length, rule } of matches) {
    parts.push(visible(whole.slice(at, start)));
    parts.push(
      html`<mark class="match" title=${RULES[rule] || rule}>${visible(whole.slice(start, start + length))}</mark>`,
    );
    at = start + length;
  }
  return html`<bdi class="written">${parts}${visible(whole.slice(at))}</bdi>`;
}

/** A name within a sentence of plain text: kept to itself, as {@link written} keeps it in markup. */
export const isolated = (name) => "\u2068" + String(name ?? "").replace(new RegExp(HIDDEN.source, "gu"), "") + "\u2069";

const visible = (text) =>
  text
    .split(SPLIT)
    .filter((piece) => piece)
    .map((piece) => (HIDDEN.test(piece) && [...piece].length === 1 ? shown(piece) : piece));

function shown(character) {
  const point = character.codePointAt(0);
  const code = "U+" + point.toString(16).toUpperCase().padStart(4, "0");
  return html`<span class="unprintable" title=${NAMES[point] || "cannot be seen"}>${code}</span>`;
}

const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

const NUMBER = new Intl.NumberFormat();

export const time = (at) => (at ? html`<time datetime=${at} title=${at}>${TIME.format(new Date(at))}</time>` : "-");

export function duration(seconds) {
  const s = Math.abs(Math.round(seconds));
  if (s < 90) return s + " s";
  if (s < 5400) return Math.round(s / 60) + " min";
  return s < 172800 ? Math.round(s / 3600) + " h" : Math.round(s / 86400) + " d";
}

export const ago = (at) => duration((Date.now() - new Date(at)) / 1000) + " ago";

export function due(at) {
  const left = (new Date(at) - Date.now()) / 1000;
  return left < 0
    ? html`<span class="chip bad">overdue by ${duration(left)}</span>`
    : html`<span class="chip">due in ${duration(left)}</span>`;
}

/** A number of things: 1 strike, 2 strikes. */
export const count = (number, thing) => number + " " + thing + (number === 1 ? "" : "s");
export const number = (value) => NUMBER.format(value);
export const percent = (share) => (share ? (100 * share.value).toFixed(0) + " %" : "unknown");
export const chip = (text, kind = "") => html`<span class="chip ${kind}">${text}</span>`;
export const severity = (level) =>
  html`<span class="chip severity-${level.toLowerCase()}">${level.toLowerCase()}</span>`;

export const loading = (what) =>
  html`<p class="state" role="status"><span class="spinner" aria-hidden="true"></span>Loading ${what}…</p>`;
export const empty = (title, hint) =>
  html`<div class="state">
    <p><strong>${title}</strong></p>
    <p>${hint}</p>
  </div>`;

/** Why something did not work, and what to do. */
export function failure(error, again) {
  const { title, advice } = explain(error);
  return html`<div class="state error" role="alert">
    <p><strong>${title}</strong></p>
    <p>${advice}</p>
    ${again ? html`<button type="button" @click=${again}>Try again</button>` : nothing}
  </div>`;
}

export function explain(error) {
  if (!(error instanceof Refused)) {
    console.error(error);
    return { title: "Something went wrong", advice: "Reload the page. The browser's console has the details." };
  }
  if (error.status === 401 && !error.problem.detail) {
    return {
      title: "A function key is missing",
      advice: "The platform asks for one here. Sign in again with one in “Function key”.",
    };
  }
  const fields = (error.problem.errors || []).map((field) => field.field + " " + field.message);
  return {
    title: error.problem.title || "Request failed (" + error.status + ")",
    advice: fields.join("; ") || error.message,
  };
}

/** Tells what has happened: seen at the bottom, and read out. */
export function say(text, kind = "") {
  const said = document.getElementById("said");
  said.textContent = "";
  said.className = "toast " + kind;
  clearTimeout(say.timer);
  setTimeout(() => {
    said.textContent = text;
  }, 10);
  say.timer = setTimeout(() => {
    said.className = "unseen";
  }, 8000);
}

/** A dialog that closes with Escape and gives the focus back. */
export function openDialog(content) {
  const before = document.activeElement;
  const dialog = document.createElement("dialog");
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  content(dialog);
  dialog.showModal();
  return dialog;
}

export const dialogOpen = () => document.querySelector("dialog[open]") !== null;

/** A labelled choice; the empty value comes first when it has a name. */
export const choice = (label, name, values, chosen, none) =>
  html`<label
    >${label}
    <select name=${name}>
      ${none ? html`<option value="" ?selected=${!chosen}>${none}</option>` : nothing}
      ${values.map((value) => html`<option value=${value} ?selected=${value === chosen}>${value}</option>`)}
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
