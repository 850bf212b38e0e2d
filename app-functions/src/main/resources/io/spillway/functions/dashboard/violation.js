// One case: what was written, why it is withheld, by whom, and what can be done.
import { authorLink } from "./author.js";
import { claims } from "./claims.js";
import { refusal } from "./conflict.js";
import { canUndo } from "./decisions.js";
import { isBarred, isDecided } from "./desk.js";
import { drafts } from "./drafts.js";
import { note, permalink } from "./router.js";
import { textMode } from "./settings.js";
import { Surroundings, reportSummary } from "./surroundings.js";
import { openTemplates } from "./templates.js";
import { ago, clock, decimal, list, named, number, rich, t, time } from "./texts.js";
import {
  chip,
  codeChip,
  copyButton,
  due,
  fact,
  html,
  isolated,
  nothing,
  notice,
  say,
  severity,
  written,
} from "./ui.js";
import { REASONS, WAITING } from "./vocabulary.js";

/** Runs through the queue ask for nothing on the way. */
const REST_MILLIS = 120;

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

export class Violation {
  constructor(page, session, changed) {
    this.page = page;
    this.session = session;
    this.changed = changed;
    this.id = null;
    this.shown = false;
    this.address = location.hash;
    this.surroundings = new Surroundings(changed);
  }

  /** Fetches what belongs to the open case, once, and names the case in the address. */
  follow(violation) {
    const id = violation?.violationId ?? null;
    if (id === this.id) return;
    this.id = id;
    this.shown = textMode.value === "shown";
    this.surroundings.forget();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(violation), REST_MILLIS);
    this.changed();
  }

  rest(violation) {
    this.write();
    this.page.desk.watch(this.id);
    if (violation) this.surroundings.fetch(violation, () => this.id === violation.violationId);
  }

  /** Names the case in the address, unless the address already leads to something else. */
  write() {
    if (location.hash !== this.address) return;
    note("review", { ...this.page.filters, id: this.id });
    this.address = location.hash;
  }

  close() {
    clearTimeout(this.timer);
    this.id = null;
  }

  toggle() {
    this.shown = !this.shown;
    this.changed();
  }

  /** The reason and the note of the open case, as far as the reason fits the decision. */
  words(state) {
    const { reason, note } = drafts.of(this.id);
    return { reason: REASONS[state].includes(reason) ? reason : "", note: note.trim() };
  }

  /** Shows the draft of the open case. */
  showDraft() {
    const reason = document.getElementById("reason");
    if (!reason) return;
    const draft = drafts.of(this.id);
    reason.value = draft.reason;
    if (reason.selectedIndex < 0) reason.value = "";
    const note = document.getElementById("note");
    if (note.value !== draft.note) note.value = draft.note;
  }

  keepDraft() {
    const [reason, note] = ["reason", "note"].map((id) => document.getElementById(id).value);
    const had = Object.hasOwn(drafts.all(), this.id);
    drafts.keep(this.id, { reason, note });
    if (had !== Object.hasOwn(drafts.all(), this.id)) this.changed();
  }

  /** The decisions that are possible now, with their reasons. */
  reasons() {
    const states = isDecided(this.page.desk.selected) ? ["reopened"] : ["upheld", "dismissed", "escalated"];
    return states.map((state) => [state, REASONS[state]]);
  }

  /**
   * The keys of the reasons: digits for the first decision, and digits with Shift for the others.
   */
  reasonKeys() {
    const [[, first], ...others] = this.reasons();
    const keys = new Map(first.slice(0, DIGITS.length).map((reason, at) => [DIGITS[at], reason]));
    others.flatMap(([, reasons]) => reasons).forEach((reason, at) => keys.set("⇧" + DIGITS[at], reason));
    return keys;
  }

  /** Chooses the reason of a key; the same key again chooses none. */
  chooseReason(key) {
    const chosen = this.page.desk.selected && this.reasonKeys().get(key);
    if (!chosen) return;
    const draft = drafts.of(this.id);
    const reason = draft.reason === chosen ? "" : chosen;
    drafts.keep(this.id, { ...draft, reason });
    say(t("case.reason-chosen", { reason: reason ? named("reasons", reason) : t("ui.none") }));
    this.changed();
  }

  writeNote() {
    document.getElementById("note")?.focus();
  }

  templates() {
    const field = document.getElementById("note");
    if (!field) return;
    openTemplates(field.value.trim(), (text) => {
      field.value = text;
      this.keepDraft();
      field.focus();
    });
  }

  /** Leaves the note: what was typed is kept with the case. */
  leaveNote(event) {
    const leaves = event.key === "Escape" || (event.key === "Enter" && event.target.id === "note");
    if (!leaves || event.isComposing) return;
    event.preventDefault();
    document.getElementById("queue").focus({ preventScroll: true });
  }

  view(violation) {
    const { verdict, violationId } = violation;
    return html`<section class="detail" aria-labelledby="detail-title">
      <h2 id="detail-title">${named("categories", verdict.category)} ${severity(verdict.severity)}</h2>
      <div role="status">${this.watched(violationId)}</div>
      ${this.notice()} ${this.text(violation)} ${this.actions(violation)} ${this.facts(violation)}
      ${this.surroundings.view(violation, (text) => this.hide(text))}
    </section>`;
  }

  /** Who else has this case open. */
  watched(violationId) {
    const names = this.page.desk.watching(violationId);
    return names.length
      ? html`<p class="notice">${t("case.also-open", { count: names.length, names: list(names.map(isolated)) })}</p>`
      : nothing;
  }

  facts(violation) {
    const v = violation.verdict;
    const { model } = v.provenance;
    const scores = Object.entries(v.scores);
    return html`<dl class="facts">
      ${fact(t("case.state"), this.state(violation))} ${fact(t("case.why"), written(v.reason))}
      ${v.matches ? fact(t("case.matched"), matched(v.matches)) : nothing}
      ${fact(
        t("case.score"),
        html`${decimal(v.score)}
          <meter
            min="0"
            max="1"
            low="0.5"
            high="0.8"
            optimum="0"
            value=${v.score}
            aria-label=${t("case.score")}
          ></meter>`,
      )}
      ${
        scores.length
          ? fact(
              t("case.scores"),
              list(scores.map(([name, score]) => named("categories", name) + " " + decimal(score))),
            )
          : nothing
      }
      ${fact(
        t("case.flagged-by"),
        html`${t("case.flagged", { ...v.provenance, model: model === "none" ? "" : model, policy: v.policyVersion })}
        ${v.provisional ? chip(t("case.provisional"), "warn") : nothing}`,
      )}
      ${fact(t("ui.author"), authorLink(violation.author, violation.streamId))}
      ${fact(t("ui.stream"), html`<bdi translate="no">${violation.streamId}</bdi>`)}
      ${fact(t("case.sent"), html`${time(violation.sentAt)} (${ago(violation.sentAt)})`)}
      ${fact(t("case.assignee"), violation.assignee ? written(violation.assignee) : t("case.unassigned"))}
      ${fact(
        t("case.id"),
        html`<bdi translate="no">${violation.violationId}</bdi>
          ${copyButton(t("ui.copy-id"), () => violation.violationId)}
          ${copyButton(t("ui.copy-link"), () => permalink("review", { id: violation.violationId }))}`,
        "wide",
      )}
    </dl>`;
  }

  state(violation) {
    return html`${codeChip("states", violation.state)}
    ${violation.reports ? chip(reportSummary(violation.reports), "warn") : nothing}
    ${wasPublished(violation) ? chip(t("case.was-published"), "warn") : nothing}
    ${WAITING.includes(violation.state) ? due(violation.dueAt) : nothing} ${this.claim(violation)}`;
  }

  claim({ violationId, claim }) {
    if (!claim || Date.parse(claim.until) < Date.now()) return nothing;
    const until = clock(claim.until);
    if (claims.token(violationId)) return html`${chip(t("case.yours"), "good")} ${t("case.until", { time: until })}`;
    return claim.holder === this.session.name
      ? t("case.conflict.own-claim", { time: until })
      : rich("case.claimed-by", { name: written(claim.holder), time: until });
  }

  text({ text, verdict }) {
    const mode = this.shown ? "" : textMode.value;
    return html`<div class="message ${mode}">
      <div aria-live="polite">
        ${
          mode === "hidden"
            ? html`<p class="dim">${t("ui.text-hidden")}</p>`
            : html`<p class="quote" aria-hidden=${mode === "blurred" ? "true" : nothing}>
                ${written(text, verdict.matches)}
              </p>`
        }
      </div>
      <button
        type="button"
        aria-pressed=${this.shown ? "true" : "false"}
        aria-keyshortcuts="s"
        @click=${() => this.toggle()}
      >
        ${t("case.show-text")} ${key("s")}
      </button>
    </div>`;
  }

  actions(violation) {
    const { page, session } = this;
    const { desk } = page;
    const button = (label, name, act, kind = "") =>
      html`<button type="button" class=${kind} aria-keyshortcuts=${name} @click=${act}>${label} ${key(name)}</button>`;
    const decide = (state, name, kind) => button(t("case.decide." + state), name, () => page.decide(state), kind);
    const isOpen = WAITING.includes(violation.state);
    const barred = isBarred(violation, session);
    const mayUndo = canUndo(violation, session);
    const canDecide = !barred && (isOpen || !mayUndo);
    const claimed = claims.token(violation.violationId);
    return html`${barred && (isOpen || !mayUndo) ? html`<p class="hint">${t("case.barred")}</p>` : nothing}
      <div class="actions" role="group" aria-label=${t("case.decision")}>
        ${
          isOpen && !barred
            ? html`${decide("upheld", "u", "danger")} ${decide("dismissed", "d", "good")}
              ${violation.state === "escalated" ? nothing : decide("escalated", "e")}
              ${
                claimed
                  ? button(t("case.release"), "r", () => page.tell(desk.release()))
                  : button(t("case.claim"), "c", () => page.tell(desk.claim()))
              }`
            : nothing
        }
        ${
          mayUndo
            ? html`<button type="button" @click=${() => page.tell(desk.undoSelected())}>${t("case.undo")}</button>`
            : nothing
        }
        ${isDecided(violation) && canDecide ? decide("reopened", "o") : nothing}
        ${isOpen ? button(t("case.assign"), "a", () => page.assign()) : nothing}
      </div>
      ${canDecide ? this.form() : nothing}`;
  }

  form() {
    const keys = new Map([...this.reasonKeys()].map(([name, reason]) => [reason, name]));
    const label = (reason) => (keys.has(reason) ? keys.get(reason) + " " : "") + named("reasons", reason);
    const leave = (event) => this.leaveNote(event);
    return html`<div class="words">
      <label
        >${t("ui.reason")}
        <select id="reason" @change=${() => this.keepDraft()} @keydown=${leave}>
          <option value="">${t("ui.none")}</option>
          ${this.reasons().map(
            ([state, reasons]) =>
              html`<optgroup label=${t("case.reasons-for." + state)}>
                ${reasons.map((reason) => html`<option value=${reason}>${label(reason)}</option>`)}
              </optgroup>`,
          )}
        </select></label
      >
      <label
        >${t("ui.note")}
        <input
          id="note"
          maxlength="1000"
          autocomplete="off"
          aria-keyshortcuts="t"
          @input=${() => this.keepDraft()}
          @keydown=${leave}
      /></label>
      <button type="button" aria-keyshortcuts="y" @click=${() => this.templates()}>
        ${t("case.templates")} ${key("y")}
      </button>
    </div>`;
  }

  /** Why a step was refused, and of which case. */
  notice() {
    const refused = this.page.desk.notice;
    if (!refused) return nothing;
    const { title, advice } = refusal(refused.error, refused.violation, this.session);
    const isOther = refused.violation && refused.violation.violationId !== this.id;
    return notice({
      title: isOther ? rich("case.of", { title, author: written(refused.violation.author) }) : title,
      advice,
    });
  }

  hide(text) {
    return this.shown ? written(text) : html`<span class="dim">${t("case.hidden")}</span>`;
  }
}

/** A key beside the name of what it does, which screen readers have from elsewhere. */
export const key = (name) => html`<kbd aria-hidden="true">${name}</kbd>`;

/** Found by the recheck or by a moderator, when others may have read it. */
export const wasPublished = (violation) => violation.verdict.reason.startsWith("published before");

/** How often each rule met the text: known while the text is hidden. */
function matched(matches) {
  const counts = new Map();
  for (const { rule } of matches) counts.set(rule, (counts.get(rule) || 0) + 1);
  return [...counts].map(
    ([rule, count]) =>
      html`<span class="match">${named("rules", rule)}</span>${count > 1 ? " × " + number(count) : ""} `,
  );
}
