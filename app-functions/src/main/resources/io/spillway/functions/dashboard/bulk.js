// Decides many cases at once: counted first, then decided in slices that can be stopped, and undone.
import { patch, path, post, query, Refused } from "./api.js";
import { claims } from "./claims.js";
import { undoAll } from "./decisions.js";
import { drafts } from "./drafts.js";
import { list, named, number, t, timeText } from "./texts.js";
import { choice, explain, html, nothing, openDialog, render, say, values } from "./ui.js";
import { DECIDED, REASONS } from "./vocabulary.js";

const MOST_TRIES = 5;
const PAUSE_MILLIS = 1000;

/** The value of a filter in words. */
function filterText(name, value) {
  if (name === "from" || name === "to") return timeText(value);
  if (name === "category") return named("categories", value);
  return name === "severity" ? named("severities", value.toLowerCase()) : value;
}

const decidable = (state) => (DECIDED.includes(state) ? ["reopened"] : DECIDED);

/** All cases that match a filter, on this and further pages. */
export class ByFilter {
  constructor(filters) {
    this.filters = { ...filters, state: filters.state === "any" ? "" : filters.state };
    this.states = decidable(this.filters.state);
  }

  about() {
    const { state, ...rest } = this.filters;
    const set = Object.entries(rest).filter(([, value]) => value);
    const shown = [
      state ? named("states", state) : t("bulk.all-pending"),
      ...set.map(([name, value]) => t("bulk.filters." + name, { value: filterText(name, value) })),
    ];
    return t("bulk.filter", { filter: list(shown) });
  }

  async preview(state) {
    this.cursor = null;
    this.skipped = {};
    this.seen = await post("violations/bulk/preview" + query(this.filters), { state });
    return this.seen;
  }

  /** Decides one slice after another, and tells after each how many are decided and why others were not. */
  async *apply(decision) {
    const { count, bulkId, to } = this.seen;
    const { skipped } = this;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const where = "violations/bulk/apply" + query({ ...this.filters, to, cursor: this.cursor });
      const slice = await post(where, { ...decision, count, bulkId });
      const { decided, already, failed = 0, left = 0, ...others } = slice.counts;
      const hasProgress = slice.nextCursor !== this.cursor || slice.complete;
      if (hasProgress) {
        for (const [outcome, skips] of Object.entries(others)) skipped[outcome] = (skipped[outcome] || 0) + skips;
        tries = -1;
      }
      this.cursor = slice.nextCursor;
      yield { decided: already + decided, skipped };
      if (slice.complete) return;
      if (failed || left) await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
    }
    throw new Refused(503, {});
  }

  /** The decisions, for an undo. */
  get made() {
    const { bulkId } = this.seen;
    return { key: bulkId, bulkId, streamId: this.filters.streamId };
  }
}

/** The cases that are selected in the list. */
export class BySelection {
  constructor(items) {
    this.items = items;
    this.states = items.every((item) => DECIDED.includes(item.state)) ? ["reopened"] : DECIDED;
    this.decided = [];
    this.skipped = {};
    this.at = 0;
    this.key = crypto.randomUUID();
  }

  about() {
    return t("bulk.selection", { count: this.items.length });
  }

  async preview() {
    return { count: this.items.length };
  }

  async *apply(decision) {
    while (this.at < this.items.length) {
      const { violationId, etag } = this.items[this.at];
      try {
        const claimToken = claims.token(violationId);
        const now = await patch(path`violations/${violationId}`, etag, { ...decision, claimToken });
        this.decided.push(now);
        claims.forget(violationId);
        drafts.forget(violationId);
      } catch (error) {
        if (!(error instanceof Refused) || ![404, 409, 412].includes(error.status)) throw error;
        const outcome = error.is("claimed") ? "claimed" : error.status === 412 ? "stale" : "not-allowed";
        this.skipped[outcome] = (this.skipped[outcome] || 0) + 1;
      }
      this.at++;
      yield { decided: this.decided.length, skipped: this.skipped };
    }
  }

  get made() {
    return { key: this.key, items: this.decided.map(({ violationId, etag }) => ({ violationId, etag })) };
  }
}

/**
 * @param cases the cases, by filter or by selection
 * @param done called with the decisions, and whether they are undone
 */
export function openBulk(cases, done, state = "") {
  openDialog((dialog) => new Bulk(dialog, cases, done, state).draw(), "bulk-title");
}

class Bulk {
  constructor(dialog, cases, done, state) {
    Object.assign(this, { dialog, cases, done, state });
    this.seen = this.problem = this.progress = this.summary = null;
    this.isRunning = this.isStopped = this.isFinished = false;
    // Closing the dialog stops what runs.
    dialog.addEventListener("close", () => (this.isStopped = true));
  }

  async preview(event) {
    event.preventDefault();
    const { state, reason, note } = values(event.target);
    this.problem = null;
    this.decision = { state, reason, note };
    await this.trying(async () => {
      this.seen = await this.cases.preview(state);
    });
    this.draw();
  }

  /** A preview is of what was entered; any change makes it void. */
  changed(event) {
    const { state } = values(event.currentTarget);
    const isOther = state !== this.state;
    this.state = state ?? "";
    this.seen = this.problem = null;
    this.draw();
    // Options keep their place when their names change.
    if (isOther) this.dialog.querySelector("[name=reason]").value = "";
  }

  async apply() {
    Object.assign(this, { isRunning: true, isStopped: false, problem: null });
    this.progress ??= { decided: 0, skipped: {} };
    this.draw();
    this.dialog.querySelector("#bulk-stop")?.focus();
    await this.trying(async () => {
      for await (const progress of this.cases.apply(this.decision)) {
        this.progress = progress;
        if (this.isStopped) break;
        this.draw();
      }
      this.isFinished = !this.isStopped;
    });
    this.isRunning = false;
    if (this.problem instanceof Refused && this.problem.is("bulk-changed") && !this.progress.decided) {
      this.seen = this.progress = null;
    } else this.summary = this.told();
    if (this.progress?.decided) this.done(this.cases.made, false);
    this.end();
  }

  async undo() {
    this.isRunning = true;
    this.draw();
    await this.trying(async () => {
      this.summary = t("bulk.undone", { count: await undoAll(this.cases.made) });
      this.progress = null;
      this.isFinished = true;
    });
    this.isRunning = false;
    this.done(this.cases.made, true);
    this.end();
  }

  /** Tells the outcome where it is heard, also after the dialog. */
  end() {
    if (this.summary) say(this.summary);
    if (!this.dialog.isConnected) return;
    this.draw();
    this.dialog.querySelector("h2").focus();
  }

  async trying(step) {
    try {
      await step();
    } catch (error) {
      this.problem = error;
    }
  }

  told() {
    const { decided, skipped } = this.progress;
    const sum = Object.values(skipped).reduce((one, other) => one + other, 0);
    const reasons = Object.entries(skipped)
      .filter(([, count]) => count)
      .map(([outcome, count]) => t("bulk.skipped." + outcome, { count }));
    const result = t("bulk.result." + this.decision.state, { count: decided });
    return sum ? t("bulk.with-skipped", { result, reasons: list(reasons) }) : t("bulk.none-skipped", { result });
  }

  draw() {
    render(
      html`<h2 id="bulk-title" tabindex="-1">${t("bulk.title")}</h2>
        <p>${this.cases.about()}</p>
        ${this.summary || this.progress ? this.running() : this.form()} ${this.problem ? this.trouble() : nothing}
        <form method="dialog"><button>${t("ui.close")}</button></form>`,
      this.dialog,
    );
  }

  form() {
    const { state } = this;
    return html`<form @submit=${(event) => this.preview(event)} @input=${(event) => this.changed(event)}>
        <fieldset class="choices">
          <legend>${t("bulk.decision")}</legend>
          ${this.cases.states.map(
            (one) =>
              html`<label class="check"
                ><input type="radio" name="state" value=${one} required .checked=${one === state} /> ${t(
                  "bulk.decisions." + one,
                )}</label
              >`,
          )}
        </fieldset>
        ${
          state
            ? choice(t("ui.reason"), "reason", REASONS[state], "", t("ui.none"), (code) => named("reasons", code))
            : nothing
        }
        <label>${t("ui.note")} <input name="note" maxlength="1000" autocomplete="off" /></label>
        <button>${t("bulk.preview")}</button>
      </form>
      <div role="status">${this.seen ? this.confirmation() : nothing}</div>`;
  }

  confirmation() {
    const { count, claimed, more } = this.seen;
    const act = () => this.apply();
    return html`<div class="notice">
      <p>
        <strong>${t("bulk.would." + this.decision.state, { count })}</strong> ${more ? t("bulk.more") : nothing}
        ${claimed ? t("bulk.claimed", { count: claimed }) : nothing}
      </p>
      <button type="button" class="primary" ?disabled=${!count} @click=${act}>${t("bulk.apply", { count })}</button>
    </div>`;
  }

  running() {
    const { progress, isRunning, seen } = this;
    const stop = () => {
      this.isStopped = true;
      this.draw();
    };
    return html`${
        progress && seen
          ? html`<p>
              <progress max=${seen.count} value=${progress.decided} aria-label=${t("bulk.progress-label")}></progress>
              ${t("bulk.progress", { decided: number(progress.decided), count: number(seen.count) })}
            </p>`
          : nothing
      }
      ${!isRunning && this.summary ? html`<p role="status"><strong>${this.summary}</strong></p>` : nothing}
      <div class="actions">
        ${
          isRunning && progress
            ? html`<button id="bulk-stop" type="button" ?disabled=${this.isStopped} @click=${stop}>
                ${t("bulk.stop")}
              </button>`
            : nothing
        }
        ${
          !isRunning && !this.isFinished
            ? html`<button type="button" @click=${() => this.apply()}>${t("bulk.continue")}</button>`
            : nothing
        }
        ${
          !isRunning && progress?.decided
            ? html`<button type="button" @click=${() => this.undo()}>${t("bulk.undo")}</button>`
            : nothing
        }
      </div>`;
  }

  trouble() {
    const { problem } = this;
    if (problem instanceof Refused && problem.is("bulk-changed")) {
      return html`<p class="notice" role="alert">${t("bulk.changed", { count: problem.problem.count })}</p>`;
    }
    const { title, advice } = explain(problem);
    return html`<div class="notice" role="alert">
      <p><strong>${title}</strong></p>
      <p>${advice}</p>
    </div>`;
  }
}
