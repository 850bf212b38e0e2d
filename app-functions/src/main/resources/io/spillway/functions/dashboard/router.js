// The page and its filters, which the address holds: reload, back and links keep them.
import { t } from "./texts.js";
import { html, values } from "./ui.js";

/** The page that the address names, as it is written there, and its filters. */
export function address() {
  const [name, search] = location.hash.replace(/^#\/?/, "").split("?");
  return { name, parameters: new URLSearchParams(search || "") };
}

/** Changes the page and the filters in the address; history keeps the old ones. */
export function goTo(name, parameters = {}) {
  const next = hash(name, parameters);
  // The same address once more shows the page anew, without what was typed and not applied.
  if (location.hash === next) dispatchEvent(new Event("hashchange"));
  else location.hash = next;
}

/** Writes into the address what is open on this page, without a step in the history. */
export function note(name, parameters) {
  history.replaceState(null, "", hash(name, parameters));
}

/** Removes what was open on a page from the address, unless the address already leads elsewhere. */
export function noteClosed(name, id, parameters) {
  const now = address();
  if (now.name === name && now.parameters.get("id") === id) note(name, parameters);
}

/** The address of a page, for links. */
export function hash(name, parameters = {}) {
  const set = Object.entries(parameters).filter(([, value]) => value);
  return "#/" + name + (set.length ? "?" + new URLSearchParams(set) : "");
}

/** The whole address of a page, to send to a colleague. */
export const permalink = (name, parameters) => location.href.split("#")[0] + hash(name, parameters);

/** Handles the submit event of a form that holds the filters of a page. */
export const filtering = (name) => (event) => {
  event.preventDefault();
  goTo(name, values(event.target));
};

/**
 * The filters of a page: how many are set, and a way to clear them.
 *
 * @param standard the filters that the page has when nothing is chosen, which are not counted
 */
export function filterPanel(name, filters, fields, standard = {}) {
  const count = Object.entries(filters).filter(([key, value]) => value && value !== standard[key]).length;
  return html`<details class="filters" ?open=${count > 0}>
    <summary>${t("ui.filters", { count, context: count ? undefined : "none" })}</summary>
    <form @submit=${filtering(name)}>
      ${fields}
      <button>${t("ui.filter")}</button>
      <button type="button" @click=${() => goTo(name)}>${t("ui.clear")}</button>
    </form>
  </details>`;
}
