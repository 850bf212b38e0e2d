// The preferences of this person: language, time zone, text, shortcuts and notifications.
import { language, LANGUAGES, notifications, shortcuts, textMode, timeZone } from "./settings.js";
import { t, zoneName } from "./texts.js";
import { html, openDialog, render } from "./ui.js";

const options = (setting, names) =>
  setting.allowed.map(
    (value) => html`<option value=${value} ?selected=${value === setting.value}>${names(value)}</option>`,
  );

/** @param more what else belongs to the page that is open, such as its keys */
export function openPreferences({ more } = {}) {
  openDialog((dialog) => {
    const select = (label, setting, names, changed) =>
      html`<label
        >${label}
        <select
          @change=${(event) => {
            setting.value = event.target.value;
            changed?.();
          }}
        >
          ${options(setting, names)}
        </select></label
      >`;
    const anew = () => location.reload();
    const onOff = (value) => t("preferences.switch." + value);
    const zones = (value) => (value === "local" ? t("preferences.local-zone", { zone: zoneName() }) : value);
    render(
      html`<h2 id="preferences">${t("preferences.title")}</h2>
        ${more} ${select(t("preferences.language"), language, (value) => LANGUAGES[value], anew)}
        ${select(t("preferences.zone"), timeZone, zones, anew)}
        ${select(t("preferences.text"), textMode, (value) => t("preferences.texts." + value))}
        ${select(t("preferences.shortcuts"), shortcuts, onOff)}
        ${select(t("preferences.notifications"), notifications, onOff, () => Notification.requestPermission?.())}
        <p class="hint">${t("preferences.hint")}</p>
        <form method="dialog"><button class="primary">${t("ui.close")}</button></form>`,
      dialog,
    );
  }, "preferences");
}
