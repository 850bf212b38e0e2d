// The events of a stream in a range of time, each with its workflow.
import { get, missing, path, query } from "./api.js";
import { activity } from "./letter-view.js";
import { permalink } from "./router.js";
import { ago, list, named, t, time } from "./texts.js";
import { codeChip, copyButton, empty, html, moreButton, nothing, written } from "./ui.js";

const PAGE = 200;
const SHOWN = 20;
const STATE_CHIPS = { done: "good", dead: "bad", failed: "bad", stopped: "bad" };

const stateChip = (state) => codeChip("workflow", state, STATE_CHIPS[state] || "");

export class StreamEvents {
  /** @param linkedKey the key of the event that the address names, if any */
  constructor(streamId, range, linkedKey, changed) {
    this.streamId = streamId;
    this.range = range;
    this.linkedKey = linkedKey;
    this.linked = null;
    this.changed = changed;
    this.page = null;
    this.shown = SHOWN;
    this.statuses = new Map();
  }

  get items() {
    return this.page.items;
  }

  /** Reads the latest events anew, and as many as were shown. */
  async load() {
    if (this.linkedKey) {
      const found = await get(path`streams/${this.streamId}/events/${this.linkedKey}`).catch(missing);
      this.linked = found?.event;
      if (found?.workflow) this.statuses.set(this.linkedKey, found.workflow);
    }
    this.page = await this.read();
    while (this.page.items.length < this.shown && this.page.nextCursor) await this.further();
    await this.follow();
  }

  read(cursor) {
    return get(path`streams/${this.streamId}/events` + query({ ...this.range, limit: PAGE, cursor }));
  }

  async further() {
    const next = await this.read(this.page.nextCursor);
    this.page = { ...next, items: [...this.page.items, ...next.items] };
  }

  async more() {
    this.shown += SHOWN;
    if (this.page.items.length < this.shown && this.page.nextCursor) await this.further();
    await this.follow();
    this.changed();
  }

  /** How each workflow ended; one that is done is not asked for again, a dead one may be redriven. */
  async follow() {
    const open = this.page.items
      .slice(0, this.shown)
      .filter((event) => this.statuses.get(event.eventKey)?.state !== "done");
    await Promise.all(
      open.map(async ({ eventKey }) => {
        const { workflow } = await get(path`streams/${this.streamId}/events/${eventKey}`);
        if (workflow) this.statuses.set(eventKey, workflow);
      }),
    );
  }

  view() {
    const hasMore = this.page.items.length > this.shown || this.page.nextCursor;
    return html`${this.linkedKey ? this.linkedView() : nothing}
      <section class="card" aria-labelledby="events">
        <h2 id="events">${t("streams.events")}</h2>
        ${
          this.page.items.length
            ? html`<ul class="plain">
                ${this.page.items.slice(0, this.shown).map((event) => this.event(event))}
              </ul>`
            : empty(t("streams.no-events"), t("streams.no-events-hint"))
        }
        ${moreButton(hasMore, () => this.more())}
      </section>`;
  }

  /** The event of a link that was copied. */
  linkedView() {
    return html`<section class="card" aria-labelledby="linked-event">
      <h2 id="linked-event">${t("streams.linked-event")}</h2>
      ${
        this.linked
          ? html`<ul class="plain">
              ${this.event(this.linked, true)}
            </ul>`
          : html`<p class="dim">${t("streams.no-linked-event")}</p>`
      }
    </section>`;
  }

  event(event, isOpen = false) {
    const workflow = this.statuses.get(event.eventKey);
    const link = () => permalink("streams", { streamId: this.streamId, eventKey: event.eventKey });
    return html`<li data-id=${event.eventKey}>
      <details ?open=${isOpen}>
        <summary>
          ${stateChip(workflow?.state || "queued")} <strong>${event.name || named("event-types", event.type)}</strong>
          ${written(event.actor)} ${facts(event)}
          <span class="dim">
            ${event.source === "api" ? nothing : t("streams.source", { source: event.source })} ${ago(event.occurredAt)}
          </span>
        </summary>
        ${copyButton(t("ui.copy-link"), link)} ${copyButton(t("ui.copy-id"), () => event.eventId)}
        ${workflow ? progress(workflow) : html`<p class="dim">${t("streams.no-workflow")}</p>`}
        ${event.fields ? fields(event.fields) : nothing}
      </details>
    </li>`;
  }
}

/** What an event is about: an amount, a number, or the event that it reverses. */
function facts(event) {
  const all = [
    event.amount && event.amount + " " + event.currency,
    event.viewers && t("streams.viewers", { count: event.viewers }),
    event.count && t("streams.subscriptions", { count: event.count }),
    event.bits && t("streams.bits", { count: event.bits }),
    event.reverses && t("streams.reverses", { id: event.reverses.id, source: event.reverses.source }),
    event.reason,
    event.tier && t("streams.tier", { tier: event.tier }),
  ].filter(Boolean);
  return all.length ? list(all) : nothing;
}

const progress = (workflow) =>
  html`<p>
      ${t("streams.began")} ${time(workflow.startedAt)}
      ${workflow.finishedAt ? html`· ${t("streams.ended")} ${time(workflow.finishedAt)}` : nothing}
    </p>
    <ul class="plain">
      ${workflow.activities.map(activity)}
    </ul>
    ${redrives(workflow)}`;

/** The redrives of an event, as far as the engine still has them. */
function redrives({ generations }) {
  const later = generations.filter((one) => one.generation > 0);
  return later.length
    ? html`<ul class="plain">
        ${later.map(
          (one) =>
            html`<li>
              ${stateChip(one.state)}
              ${t("streams.redrive", {
                number: one.generation,
                activities: list(one.activities.map((report) => report.activity)),
              })}
              ${time(one.startedAt)}
            </li>`,
        )}
      </ul>`
    : nothing;
}

const fields = (all) =>
  html`<dl class="facts">
    ${Object.entries(all).map(
      ([key, value]) =>
        html`<div>
          <dt>${key}</dt>
          <dd>${written(value)}</dd>
        </div>`,
    )}
  </dl>`;
