// How this person likes to work; no secrets, so it may outlive the tab.

/** The languages of the page, by their own names. */
export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", "pt-BR": "Português (Brasil)", ja: "日本語" };

const kept = (name, standard, allowed) => ({
  get value() {
    const value = localStorage.getItem(name);
    return allowed.includes(value) ? value : standard;
  },
  set value(value) {
    localStorage.setItem(name, value);
  },
  allowed,
});

/** The look of withheld text until a moderator asks to see it. */
export const textMode = kept("spillway-text", "hidden", ["hidden", "blurred", "shown"]);

/** Single-key shortcuts get in the way of some who dictate or use a switch. */
export const shortcuts = kept("spillway-shortcuts", "on", ["on", "off"]);

/** Notifications of the browser about outages and new cases, while the page is in the background. */
export const notifications = kept("spillway-notifications", "off", ["on", "off"]);

/** The time zone of every time on the page. */
export const timeZone = kept("spillway-zone", "local", [
  ...new Set(["local", "UTC", ...Intl.supportedValuesOf("timeZone")]),
]);

/** The language of the browser, as far as the page has it. */
function preferred() {
  for (const wanted of navigator.languages) {
    const [base] = wanted.split("-");
    const found = Object.keys(LANGUAGES).find((one) => one === wanted || one.split("-")[0] === base);
    if (found) return found;
  }
  return "en";
}

export const language = kept("spillway-language", preferred(), Object.keys(LANGUAGES));
