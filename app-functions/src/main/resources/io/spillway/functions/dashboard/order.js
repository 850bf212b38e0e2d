// Orders an action on many dead letters: first a preview, then the job.
import { get, post, query } from "./api.js";
import { draftOf, keepDraft } from "./drafts.js";
import { PatchForm } from "./patch-form.js";
import { list, named, t, time } from "./texts.js";
import { codeChip, explain, html, nothing, notice, openDialog, render, say, written } from "./ui.js";

const SHOWN = 10;

/** The rate of each action, as the API would choose it. */
const RATES = { redrive: 20, edit: 100, discard: 100, restore: 100 };

const UNRESOLVED = ["redrive", "edit", "discard"];
const ACTIONS = { open: UNRESOLVED, waiting: UNRESOLVED, discarded: ["restore"] };

/** The actions that are possible on letters in a state. */
export const actionsOn = (state) => ACTIONS[state] || [];

/** The letters that an order is about: so many, or a filter by its fields. */
export function selectionView({ ids, ...filter }) {
  if (ids?.length) return t("order.ids", { count: ids.length });
  const set = Object.entries(filter).filter(([name, value]) => value && name !== "state");
  const state = codeChip("states", filter.state || "open");
  if (!set.length) return html`${t("order.all")} ${state}`;
  return html`${state}
  ${set.map(([name, value]) => html`<span class="chip">${t("order.filter." + name)}: ${shown(name, value)}</span> `)}`;
}

function shown(name, value) {
  if (name === "from" || name === "to") return time(value);
  if (name === "type") return named("event-types", value);
  if (name === "category") return named("letters.categories", value);
  return written(value);
}

/**
 * Opens the dialog of an order.
 *
 * @param selection ids, or a filter with its state
 * @param done called with the job
 */
export function openOrder(action, selection, done) {
  openDialog((dialog) => new Order(dialog, action, selection, done).open(), "order-title");
}

class Order {
  constructor(dialog, action, selection, done) {
    this.dialog = dialog;
    this.action = action;
    this.selection = selection;
    this.done = done;
    this.subject = action + JSON.stringify(selection);
    const draft = draftOf(this.subject);
    this.isDraft = draft !== null;
    this.reason = draft?.reason || "";
    this.patch = action === "edit" ? new PatchForm(draft?.patch || "", () => this.changed()) : null;
    this.seen = this.problem = null;
    this.isBusy = false;
  }

  open() {
    if (this.patch) {
      this.dialog.classList.add("wide");
      this.example().then(
        (letter) => {
          this.patch.show(letter?.arrival.payload.text);
          this.draw();
        },
        () => {},
      );
    }
    this.dialog.addEventListener("close", () => {
      if (!this.isOrdered && draftOf(this.subject)) say(t("letter.draft-kept"));
    });
    this.draw();
  }

  /** One of the letters, whose fields the forms of a patch offer. */
  async example() {
    const { ids } = this.selection;
    return ids
      ? get("dead-letters/" + encodeURIComponent(ids[0]))
      : (await get("dead-letters" + query({ ...this.selection, limit: 1 }))).items[0];
  }

  /** A change of the order: its preview is no longer true. */
  changed() {
    this.seen = null;
    const patch = this.patch?.text || "";
    keepDraft(this.subject, this.reason || patch ? { reason: this.reason, patch } : null);
    this.draw();
  }

  body(more) {
    const form = this.dialog.querySelector("form.order");
    const { ids, ...filter } = this.selection;
    const set = Object.entries(filter).filter(([, value]) => value);
    const chosen = ids ? { ids } : Object.fromEntries(set);
    return {
      action: this.action,
      ...chosen,
      ...(!ids && !set.some(([name]) => name !== "state") && { all: true }),
      ...(this.patch && { patch: this.patch.value() }),
      ...(form.canary && { canary: form.canary.checked }),
      ratePerSecond: Number(form.rate.value),
      reason: this.reason,
      ...more,
    };
  }

  async preview() {
    this.seen = null;
    await this.doing(async () => {
      this.seen = await post("dead-letters/jobs", this.body({ dryRun: true }));
    });
    this.dialog.querySelector(".preview")?.focus();
  }

  async begin() {
    await this.doing(async () => {
      const job = await post("dead-letters/jobs", this.body({ expected: this.seen.selected }));
      this.isOrdered = true;
      keepDraft(this.subject, null);
      this.dialog.close();
      say(t("order.ordered." + this.action));
      this.done(job);
    });
  }

  async doing(step) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    this.draw();
    try {
      await step();
    } catch (error) {
      this.seen = null;
      this.problem = error;
    }
    this.isBusy = false;
    if (!this.isOrdered) this.draw();
  }

  draw() {
    render(this.view(), this.dialog);
  }

  view() {
    const isRedrive = this.action === "redrive";
    return html`<h2 id="order-title">${t("order.title." + this.action)}</h2>
      <p>${t("order.what." + this.action)}</p>
      <p>${selectionView(this.selection)}</p>
      ${this.isDraft ? html`<p class="hint">${t("letter.draft-shown")}</p>` : nothing} ${this.patch?.view() ?? nothing}
      <form
        class="order"
        @submit=${(event) => {
          event.preventDefault();
          this.preview();
        }}
      >
        ${
          this.patch
            ? html`<label
                >${t("order.patch")}
                <textarea
                  name="patch"
                  required
                  spellcheck="false"
                  .value=${this.patch.text}
                  @input=${(event) => this.patch.write(event.target.value)}
                ></textarea>
              </label>`
            : nothing
        }
        <label
          >${t("ui.reason")}
          <input
            name="reason"
            required
            maxlength="500"
            autocomplete="off"
            .value=${this.reason}
            @input=${(event) => {
              this.reason = event.target.value;
              this.changed();
            }}
        /></label>
        <label
          >${t("order.rate")}
          <input
            name="rate"
            type="number"
            min="1"
            max="1000"
            value=${RATES[this.action]}
            @input=${() => this.changed()}
        /></label>
        ${
          isRedrive
            ? html`<label class="check"
                ><input name="canary" type="checkbox" checked @change=${() => this.changed()} />
                ${t("order.canary")}</label
              >`
            : nothing
        }
        <button ?disabled=${this.isBusy}>${t("order.preview")}</button>
      </form>
      ${this.problem ? notice(explain(this.problem)) : nothing} ${this.seen ? this.result(this.seen) : nothing}
      <form method="dialog"><button>${t("ui.close")}</button></form>`;
  }

  result(seen) {
    const count = seen.wouldRun.length;
    return html`<section class="preview notice" tabindex="-1" aria-label=${t("order.preview-title")}>
      <p role="status"><strong>${t("order.would." + this.action, { count, selected: seen.selected })}</strong></p>
      ${seen.lookedAt < seen.selected ? html`<p>${t("order.checked", { count: seen.lookedAt })}</p>` : nothing}
      ${this.action === "redrive" && count ? activities(seen.runs) : nothing} ${warnings(seen.runs)} ${diffs(seen.runs)}
      ${skips(seen.wouldSkip)}
      <button
        type="button"
        class=${this.action === "discard" ? "danger" : "primary"}
        ?disabled=${!count || this.isBusy}
        @click=${() => this.begin()}
      >
        ${t("order.begin." + this.action)}
      </button>
    </section>`;
  }
}

/** Each activity with the number of dead letters for which it runs. */
function activities(runs) {
  const times = new Map();
  for (const name of runs.flatMap((run) => run.activities)) times.set(name, (times.get(name) || 0) + 1);
  const names = [...times].map(([name, number]) => name + " (" + number + ")");
  return html`<p>${t("order.activities", { names: list(names) })}</p>`;
}

const further = (all) =>
  all.length > SHOWN ? html`<li class="dim">${t("jobs.further", { count: all.length - SHOWN })}</li>` : nothing;

function warnings(runs) {
  const warned = runs.filter((run) => run.warnings.length);
  return warned.length
    ? html`<ul class="plain">
        ${warned.slice(0, SHOWN).map((run) => html`<li>${run.deadLetterId}: ${run.warnings.join("; ")}</li>`)}
        ${further(warned)}
      </ul>`
    : nothing;
}

/** What an edit changes, in the first letters. */
function diffs(runs) {
  const changed = runs.filter((run) => run.changes.length);
  const line = ({ path, before, after }) =>
    html`${before === null ? nothing : html`<del>- ${path}: ${written(before)}</del>`}${
      after === null ? nothing : html`<ins>+ ${path}: ${written(after)}</ins>`
    }`;
  return changed.length
    ? html`<h3>${t("order.changes")}</h3>
        ${changed.map(
          (run) =>
            html`<p translate="no">${run.deadLetterId}</p>
              <pre class="diff" tabindex="0" aria-label=${run.deadLetterId}>${run.changes.map(line)}</pre>`,
        )}`
    : nothing;
}

/** The letters that are left alone, by the reason. */
function skips(all) {
  const ids = new Map();
  for (const { deadLetterId, why } of all) ids.set(why, [...(ids.get(why) || []), deadLetterId]);
  return ids.size
    ? html`<h3>${t("order.skips")}</h3>
        <ul class="plain">
          ${[...ids].map(
            ([why, some]) =>
              html`<li>
                ${t("order.skip", { why, count: some.length })}
                <span class="dim" translate="no">${some.slice(0, SHOWN).join(", ")}</span>
              </li>`,
          )}
        </ul>`
    : nothing;
}
