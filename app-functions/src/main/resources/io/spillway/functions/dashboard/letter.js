// One dead letter: its evidence, its payload, and what an operator can do with it.
import { get, patch, path, post, Refused } from "./api.js";
import { changes } from "./changes.js";
import { pretty } from "./diff.js";
import { draftOf, keepDraft } from "./drafts.js";
import { activities, facts, failures, notes, timeline } from "./letter-view.js";
import { actionsOn, openOrder } from "./order.js";
import { following } from "./refresh.js";
import { permalink } from "./router.js";
import { list, named, rich, t } from "./texts.js";
import { codeChip, copyButton, explain, html, loading, nothing, notice, openDialog, render, say } from "./ui.js";
import { written } from "./ui.js";

const EVERY_MILLIS = 10000;
const WHILE_REDRIVING_MILLIS = 1000;

/** How long a letter is followed closely after an order on it. */
const CLOSELY_MILLIS = 15000;

/**
 * @param changed called when the letter has changed, with the job if one was ordered
 * @param closed called when the dialog is closed
 */
export function openLetter(id, changed, closed) {
  openDialog((dialog) => new Letter(id, changed, dialog).open(closed), "letter-title");
}

class Letter {
  constructor(id, changed, dialog) {
    this.id = id;
    this.changed = changed;
    this.dialog = dialog;
    this.letter = this.error = null;
    this.closelyUntil = 0;
    const draft = draftOf(id);
    this.reason = draft?.reason || "";
    /** The payload as it is edited, and as it was before; null if it is not edited. */
    this.edited = draft?.edited ?? null;
    this.base = draft?.base ?? null;
    this.isDraft = draft !== null;
  }

  open(closed) {
    this.dialog.classList.add("wide");
    this.follow = following(
      () => this.refresh(),
      () => (this.isMoving() ? WHILE_REDRIVING_MILLIS : EVERY_MILLIS),
    );
    this.dialog.addEventListener("close", () => {
      this.follow.close();
      if (draftOf(this.id)) say(t("letter.draft-kept"));
      closed();
    });
    this.load();
  }

  isMoving() {
    return this.letter?.state === "redriving" || Date.now() < this.closelyUntil;
  }

  load() {
    this.draw();
    return this.doing(async () => {
      this.letter = await get(path`dead-letters/${this.id}`);
    });
  }

  async refresh() {
    const before = this.letter;
    this.letter = await get(path`dead-letters/${this.id}`);
    if (before && before.etag === this.letter.etag) return;
    this.draw();
    if (before?.state !== this.letter.state) {
      say(t("letter.now", { state: named("states", this.letter.state) }));
      this.changed();
    }
  }

  async doing(step, done) {
    this.error = null;
    try {
      await step();
    } catch (error) {
      this.error = error;
      if (error instanceof Refused && [409, 412].includes(error.status)) {
        this.letter = await get(path`dead-letters/${this.id}`).catch(() => this.letter);
      }
    }
    this.draw();
    if (done && !this.error) {
      say(done);
      this.dialog.querySelector("h2").focus();
      this.changed();
    }
  }

  get text() {
    return pretty(this.letter.arrival.payload.text ?? "");
  }

  /** Keeps what is written; a reason alone is kept too. */
  keep() {
    const { reason, edited, base } = this;
    keepDraft(this.id, reason || edited !== null ? { reason, edited, base } : null);
  }

  /** Forgets what is written: it was saved or given up. */
  forget() {
    this.reason = "";
    this.stopEditing();
  }

  stopEditing() {
    this.edited = this.base = null;
    this.isDraft = false;
    this.keep();
  }

  edit() {
    this.edited = this.base = this.text;
    this.draw();
    this.dialog.querySelector("textarea").focus();
  }

  /** Returns whether there is a reason; asks for one otherwise. */
  hasReason() {
    return this.dialog.querySelector("[name=reason]").reportValidity();
  }

  canSave() {
    return this.edited !== this.text && actionsOn(this.letter.state).includes("edit");
  }

  save() {
    if (!this.hasReason()) return;
    return this.doing(async () => {
      const body = { payload: this.edited, reason: this.reason };
      this.letter = await patch(path`dead-letters/${this.id}`, this.letter.etag, body);
      this.forget();
    }, t("letter.saved"));
  }

  step(name) {
    if (!this.hasReason()) return;
    return this.doing(
      async () => {
        this.letter = await post(
          path`dead-letters/${this.id}/${name}`,
          { reason: this.reason },
          { ifMatch: this.letter.etag },
        );
        this.reason = "";
        this.keep();
      },
      t("letter.done." + name),
    );
  }

  redrive() {
    openOrder("redrive", { ids: [this.id] }, (job) => {
      this.closelyUntil = Date.now() + CLOSELY_MILLIS;
      this.refresh().then(
        () => this.follow.plan(),
        () => this.follow.plan(),
      );
      this.changed(job);
    });
  }

  draw() {
    const l = this.letter;
    const type = l?.eventType ? named("event-types", l.eventType) : t("letter.unknown-type");
    render(
      html`<h2 id="letter-title">
          ${l ? html`${type} ${written(l.eventId || this.id)} ${codeChip("states", l.state)}` : t("letter.title")}
        </h2>
        ${this.problem()} ${l ? this.view(l) : this.error ? nothing : loading()}
        <form method="dialog"><button>${t("ui.close")}</button></form>`,
      this.dialog,
    );
  }

  problem() {
    if (!this.error) return nothing;
    const { decidedBy, state } = this.error.problem || {};
    return notice(
      decidedBy
        ? {
            title: rich("letter.conflict", { state: named("states", state), by: written(decidedBy) }),
            advice: t("letter.conflict-advice"),
          }
        : explain(this.error),
    );
  }

  view(l) {
    return html`<div class="tools">
        ${copyButton(t("ui.copy-id"), () => this.id)}
        ${l.eventId ? copyButton(t("letter.copy-event-id"), () => l.eventId) : nothing}
        ${copyButton(t("ui.copy-link"), () => permalink("letters", { state: "any", id: this.id }))}
      </div>
      <dl class="facts">${facts(l)}</dl>
      ${notes(l.warnings)} ${this.actions(l)}
      <h3>${t("letter.payload")}</h3>
      ${this.payload(l)} ${activities(l)} ${failures(l)} ${timeline(l)}`;
  }

  actions(l) {
    const possible = actionsOn(l.state);
    const canEdit = possible.includes("edit");
    return html`<div class="actions">
        <button type="button" class="primary" ?disabled=${!possible.includes("redrive")} @click=${() => this.redrive()}>
          ${t(l.state === "waiting" ? "letter.retry" : "letter.redrive")}
        </button>
        ${
          l.state === "waiting"
            ? html`<button type="button" @click=${() => this.step("stop-retries")}>${t("letter.stop-retries")}</button>`
            : nothing
        }
        <button
          type="button"
          ?disabled=${!canEdit || this.edited !== null || l.arrival.payload.text === undefined}
          @click=${() => this.edit()}
        >
          ${t("letter.edit")}
        </button>
        <button
          type="button"
          class="danger"
          ?disabled=${!possible.includes("discard")}
          @click=${() => this.step("discard")}
        >
          ${t("letter.discard")}
        </button>
        <button type="button" ?disabled=${!possible.includes("restore")} @click=${() => this.step("restore")}>
          ${t("letter.restore")}
        </button>
      </div>
      ${possible.length ? nothing : html`<p class="hint">${t("letter.nothing-possible." + l.state)}</p>`}
      ${this.isDraft ? html`<p class="hint">${t("letter.draft-shown")}</p>` : nothing}
      <div class="words">
        <label
          >${t("letter.reason")}
          <input
            name="reason"
            required
            maxlength="500"
            autocomplete="off"
            .value=${this.reason}
            @input=${(event) => {
              this.reason = event.target.value;
              this.keep();
              this.draw();
            }}
        /></label>
      </div>`;
  }

  payload(l) {
    return this.edited === null ? this.current(l) : this.editor(l);
  }

  current(l) {
    const { text, base64 } = l.arrival.payload;
    const original = l.original ? pretty(l.original.text ?? "") : "";
    return html`<pre tabindex="0" aria-label=${t("letter.payload")}>
${written(text === undefined ? base64 : this.text)}</pre>
      ${
        l.original
          ? html`<details>
              <summary>${t("letter.diff-to-original")}</summary>
              ${changes(original, this.text)}
            </details>`
          : nothing
      }`;
  }

  editor(l) {
    const done = l.activities.filter((one) => one.state === "done").map((one) => one.activity);
    return html`${done.length ? notes([t("letter.not-reached", { activities: list(done) })]) : nothing}
      ${this.base === this.text ? nothing : notes([t("letter.changed-since")])}
      <label
        >${t("letter.new-payload")}
        <textarea
          spellcheck="false"
          .value=${this.edited}
          @input=${(event) => {
            this.edited = event.target.value;
            this.keep();
            this.draw();
          }}
          @keydown=${(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.canSave()) this.save();
          }}
        ></textarea>
      </label>
      <h3>${t("ui.changes")}</h3>
      ${changes(this.text, this.edited)}
      <div class="actions">
        <button
          type="button"
          class="primary"
          aria-keyshortcuts="Control+Enter"
          ?disabled=${!this.canSave()}
          @click=${() => this.save()}
        >
          ${t("letter.save")}
        </button>
        <button type="button" @click=${() => this.giveUp()}>${t("letter.give-up")}</button>
      </div>`;
  }

  giveUp() {
    this.stopEditing();
    this.draw();
    this.dialog.querySelector("h2").focus();
  }
}
