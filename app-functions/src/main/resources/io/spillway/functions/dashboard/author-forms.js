// What a moderator or an operator does about an author, each in a dialog.
import { get, post, query } from "./api.js";
import { noteField, openForm, requiredChoice } from "./forms.js";
import { named, t } from "./texts.js";
import { html, isolated, saveFile, say } from "./ui.js";
import { EFFECTS, REASONS } from "./vocabulary.js";

/** The streams of an author's page, in words. */
export const scopeText = ({ streamId }) =>
  streamId ? t("author.on-stream", { stream: isolated(streamId) }) : t("author.everywhere");

/**
 * Restricts an author for a time.
 *
 * @param scope the author, and the stream if it is one
 * @param done called after the restriction
 */
export function openRestrict(scope, done) {
  openForm({
    title: t("author.restrict-title", { author: isolated(scope.author) }),
    hint: scopeText(scope),
    fields: html`${requiredChoice(t("author.effect"), "effect", EFFECTS, (code) => named("effects", code))}
      <label
        >${t("author.minutes")} <input name="minutes" type="number" min="1" max="525600" value="60" required
      /></label>
      <label>${t("author.slow")} <input name="slowSeconds" type="number" min="1" max="600" placeholder="30" /></label>
      ${requiredChoice(t("ui.reason"), "reason", REASONS.upheld, (code) => named("reasons", code))}
      ${noteField(t("ui.note"))}`,
    action: t("author.restrict-action"),
    kind: "danger",
    submit: async ({ effect, minutes, slowSeconds, reason, note }) => {
      const body = { author: scope.author, effect, minutes: Number(minutes), reason, note };
      if (effect === "slow" && slowSeconds) body.slowSeconds = Number(slowSeconds);
      await post("restrictions" + query({ streamId: scope.streamId }), body);
      say(t("author.restricted"));
      await done();
    },
  });
}

export function openNote(scope, done) {
  openForm({
    title: t("author.note-title", { author: isolated(scope.author) }),
    hint: scopeText(scope),
    fields: noteField(t("ui.note")),
    action: t("author.note-action"),
    submit: async ({ note }) => {
      await post("authors/notes" + query({ streamId: scope.streamId }), { author: scope.author, text: note ?? "" });
      say(t("author.noted"));
      await done();
    },
  });
}

/** Saves all pages of the export as one file of JSON lines. */
export async function saveExport(scope) {
  const pages = [];
  let cursor;
  do {
    const page = await get("authors/export" + query({ ...scope, cursor }), { lines: true });
    pages.push(page.text);
    cursor = page.next;
  } while (cursor);
  saveFile("author-export.jsonl", "application/x-ndjson", pages);
}

/** Asks for the name once more and requests an erasure. */
export function openErase(scope, done) {
  openForm({
    title: t("author.erase-title", { author: isolated(scope.author) }),
    hint: t("author.erase-hint", { where: scopeText(scope) }),
    fields: html`<label>${t("author.erase-confirm")} <input name="confirm" required autocomplete="off" /></label>
      <label>${t("ui.reason")} <input name="reason" maxlength="1000" autocomplete="off" /></label>`,
    action: t("author.erase-action"),
    kind: "danger",
    check: ({ confirm }) => (confirm === scope.author ? null : t("author.erase-mismatch")),
    submit: async ({ reason }) => {
      done(await post("erasures", { ...scope, reason }));
    },
  });
}
