// The language of the page: its table of texts, and the formats of numbers, times and lists.
import i18next from "./i18next.js";
import { html } from "./lit-html.js";
import { language, timeZone } from "./settings.js";

const SECONDS = { day: 86400, hour: 3600, minute: 60, second: 1 };
const MARK = "\u0001";

/** The browser's form of the language where it has one, such as en-GB. */
const locale = navigator.languages.find((one) => one.split("-")[0] === language.value) || language.value;
const table = await fetch(new URL("texts-" + language.value + ".json", import.meta.url));

await i18next.init({
  lng: language.value,
  resources: { [language.value]: { translation: await table.json() } },
  nsSeparator: false,
  interpolation: { escapeValue: false },
});
document.documentElement.lang = language.value;
document.documentElement.dir = i18next.dir();

/** The text of this key, with values; a `count` chooses the plural form. */
export const t = (key, values) => i18next.t(key, values);

/** As {@link t}, with values that may be markup. */
export function rich(key, values) {
  const marks = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, name === "count" ? value : MARK + name + MARK]),
  );
  return t(key, marks)
    .split(MARK)
    .map((part, at) => (at % 2 ? values[part] : part));
}

/** The name of one of the API's codes, such as a state; a code without a name is shown as it is. */
export const named = (list, code) => (i18next.exists(list + "." + code) ? t(list + "." + code) : String(code ?? ""));

const NUMBER = new Intl.NumberFormat(locale);
const DECIMAL = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const PERCENT = new Intl.NumberFormat(locale, { style: "percent" });
const COMPACT = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 3 });
const LIST = new Intl.ListFormat(locale, { type: "unit", style: "short" });
const RELATIVE = new Intl.RelativeTimeFormat(locale, { style: "short" });

export const number = (value) => NUMBER.format(value);

/** A count that stops at a limit, which then means this many or more. */
export const counted = (value, upTo) => number(value) + (value === upTo ? "+" : "");
export const decimal = (value) => DECIMAL.format(value);
export const compact = (value) => COMPACT.format(value);
export const percent = (share) => (share ? PERCENT.format(share.value) : t("ui.unknown"));
export const list = (items) => LIST.format(items);
export const money = (value, currency) =>
  new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "code" }).format(value);

const zone = timeZone.value === "local" ? undefined : timeZone.value;
const moment = (options) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
const TIME = moment({
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});
const CLOCK = moment({ hour: "2-digit", minute: "2-digit" });
const DAY = moment({ month: "short", day: "numeric" });

/** The chosen time zone, by name. */
export const zoneName = () => TIME.resolvedOptions().timeZone;

/** A time in the chosen zone as text, with the zone. */
export const timeText = (at) => TIME.format(new Date(at));
export const clock = (at) => CLOCK.format(new Date(at));
export const day = (at) => DAY.format(new Date(at));

export const time = (at) => (at ? html`<time datetime=${at} title=${at}>${timeText(at)}</time>` : "-");

/** The largest unit that says enough: 89 s, 2 min. */
function unit(seconds) {
  const s = Math.abs(Math.round(seconds));
  const name = s < 90 ? "second" : s < 5400 ? "minute" : s < 172800 ? "hour" : "day";
  return { name, value: Math.round(s / SECONDS[name]) };
}

export function duration(seconds) {
  const { name, value } = unit(seconds);
  return new Intl.NumberFormat(locale, { style: "unit", unit: name }).format(value);
}

export function ago(at) {
  const { name, value } = unit((Date.now() - new Date(at)) / 1000);
  return RELATIVE.format(-value, name);
}
