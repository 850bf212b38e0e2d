// Times that people enter, in the time zone of the page.
import { zoneName } from "./texts.js";
import { html } from "./ui.js";

const PARTS = new Intl.DateTimeFormat("en-US", {
  timeZone: zoneName(),
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** An instant as a field for date and time shows it. */
function local(at) {
  const part = Object.fromEntries(PARTS.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return part.year.padStart(4, "0") + "-" + part.month + "-" + part.day + "T" + part.hour + ":" + part.minute;
}

/** The instant of a time in the zone of the page; empty for none. */
function instant(text) {
  if (!text) return "";
  const wanted = Date.parse(text + "Z");
  let at = wanted;
  // The offset from UTC depends on the instant; the second round is for days on which it changes.
  for (let round = 0; round < 2; round++) at -= Date.parse(local(at) + "Z") - wanted;
  return new Date(at).toISOString();
}

/** A field for a time in the zone of the page; the form has it as an instant. */
export const timeField = (label, name, value) =>
  html`<label
      >${label}
      <input
        type="datetime-local"
        .value=${value ? local(value) : ""}
        @input=${(event) => {
          event.target.form.elements[name].value = instant(event.target.value);
        }}
    /></label>
    <input type="hidden" name=${name} .value=${value} />`;
