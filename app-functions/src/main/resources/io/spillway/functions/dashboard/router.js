// The page and its filters, which the address holds: reload, back and links keep them.
import { values } from "./ui.js";

/** The page that the address names, as it is written there, and its filters. */
export function address() {
  const [name, search] = location.hash.replace(/^#\/?/, "").split("?");
  return { name, parameters: new URLSearchParams(search || "") };
}

/** Changes the page and the filters in the address; history keeps the old ones. */
export function goTo(name, parameters = {}) {
  const set = Object.entries(parameters).filter(([, value]) => value);
  location.hash = "#/" + name + (set.length ? "?" + new URLSearchParams(set) : "");
}

/** Handles the submit event of a form that holds the filters of a page. */
export const filtering = (name) => (event) => {
  event.preventDefault();
  goTo(name, values(event.target));
};
