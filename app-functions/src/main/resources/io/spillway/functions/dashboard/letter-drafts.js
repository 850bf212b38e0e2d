// What an operator has written about dead letters and not saved yet: kept in this tab until the server has it.

const PREFIX = "spillway-draft-";

/** The draft about a subject, such as a dead letter; null for none. */
export function draftOf(subject) {
  return JSON.parse(sessionStorage.getItem(PREFIX + subject));
}

/** Keeps a draft; null removes it. */
export function keepDraft(subject, draft) {
  if (draft) sessionStorage.setItem(PREFIX + subject, JSON.stringify(draft));
  else sessionStorage.removeItem(PREFIX + subject);
}
