// A moment in a form: typed in the time zone of the page, sent as an instant.
import { zoneName } from "./texts.js";
import { html } from "./ui.js";

const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: zoneName(),
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** An instant as the browser's control for date and time shows it. */
export function local(at) {
  const parts = Object.fromEntries(PARTS.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute } = parts;
  return `${year.padStart(4, "0")}-${month}-${day}T${hour}:${minute}`;
}

/** The instant of a time in the zone of the page; in the hour that a clock skips, the later one. */
export function instant(text) {
  if (!text) return "";
  const wanted = Date.parse(text + "Z");
  const offset = (at) => Date.parse(local(at) + "Z") - at;
  const first = wanted - offset(wanted);
  return new Date(wanted - offset(first)).toISOString();
}

const isInstant = (value) => !Number.isNaN(Date.parse(value));

/** A labelled moment; the form has its instant under this name. */
export const moment = (label, name, value) =>
  html`<label
    >${label}
    <input
      type="datetime-local"
      .value=${value && isInstant(value) ? local(value) : ""}
      @input=${({ target }) => {
        target.form.elements[name].value = instant(target.value);
      }} /><input type="hidden" name=${name} .value=${value || ""}
  /></label>`;
