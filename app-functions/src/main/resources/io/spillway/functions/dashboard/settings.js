// How this moderator likes to work; no secrets, so it may outlive the tab.

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

/** How text that was withheld appears before somebody asks to see it. */
export const textMode = kept("spillway-text", "hidden", ["hidden", "blurred", "shown"]);

/** Single-key shortcuts get in the way of some who dictate or use a switch. */
export const shortcuts = kept("spillway-shortcuts", "on", ["on", "off"]);
