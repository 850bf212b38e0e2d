// Texts that are written and not saved yet: the drafts of this tab, and the note templates of this browser.

/** A value in the storage of this tab, or of this browser. */
export function kept(name, standard, store = sessionStorage) {
  return {
    get value() {
      return JSON.parse(store.getItem(name) || "null") ?? standard;
    },
    set value(value) {
      store.setItem(name, JSON.stringify(value));
    },
  };
}

const NO_DRAFT = { reason: "", note: "" };
const all = kept("spillway-drafts", {});

/** The reason and the note of each case that is not decided yet. */
export const drafts = {
  all: () => all.value,
  of(id) {
    return this.all()[id] || NO_DRAFT;
  },
  keep(id, draft) {
    const { [id]: before, ...rest } = this.all();
    all.value = draft.reason || draft.note ? { ...rest, [id]: draft } : rest;
  },
  forget(id) {
    this.keep(id, NO_DRAFT);
  },
};

/** The name of a draft in the storage. */
const PREFIX = "spillway-draft-";

/** The draft about a subject, such as a dead letter or a policy; null for none. */
export function draftOf(subject) {
  return JSON.parse(sessionStorage.getItem(PREFIX + subject));
}

/** Keeps a draft; null removes it. */
export function keepDraft(subject, draft) {
  if (draft) sessionStorage.setItem(PREFIX + subject, JSON.stringify(draft));
  else sessionStorage.removeItem(PREFIX + subject);
}

const MOST_TEMPLATES = 30;
const list = kept("spillway-templates", [], localStorage);

/** Notes that are written often. */
export const templates = {
  all: () => list.value,
  add(note) {
    list.value = [...new Set([...this.all(), note])].slice(-MOST_TEMPLATES);
  },
  remove(note) {
    list.value = this.all().filter((one) => one !== note);
  },
};
