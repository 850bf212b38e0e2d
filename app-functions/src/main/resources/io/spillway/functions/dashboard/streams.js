// One stream: totals, messages by outcome over time, donations by currency, and its events.
import { get, path } from "./api.js";
import { buckets, draw as drawChart, legend, table } from "./charts.js";
import { activity } from "./letter.js";
import { measure, OUTCOMES, seen } from "./outcomes.js";
import { filtering } from "./router.js";
import {
  ago,
  chip,
  count,
  empty,
  failure,
  field,
  html,
  loading,
  nothing,
  number,
  render,
  time,
  written,
} from "./ui.js";

const EVERY_MILLIS = 5000;
/** Charts read more, so they are made anew less often. */
const CHARTS_EVERY_MILLIS = 30000;
const PAGE = 200;
const EVENTS_SHOWN = 20;
const DONATION_PARTS = 24;
const PERIODS = { 15: "15 minutes", 60: "hour", 360: "6 hours", 1440: "24 hours" };

export function streams(main, parameters, session) {
  const minutes = PERIODS[parameters.get("minutes")] ? parameters.get("minutes") : "60";
  const page = new Streams(main, parameters.get("streamId") || "main", minutes, session);
  page.load();
  return page;
}

function numbers(named) {
  return html`<dl class="totals">
    ${named.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${number(value)}</dd>
        </div>`,
    )}
  </dl>`;
}

const STATE_CHIPS = { done: "good", dead: "bad", stopped: "bad" };
const stateChip = (state) => chip(state, STATE_CHIPS[state] || "");

/** The redrives of an event, as far as the engine still has them. */
function redrives({ generations }) {
  const later = generations.filter((one) => one.generation > 0);
  return later.length
    ? html`<ul class="plain">
        ${later.map(
          (one) =>
            html`<li>
              ${stateChip(one.state)} redrive ${one.generation} of
              ${one.activities.map((report) => report.activity).join(", ")}, ${time(one.startedAt)}
            </li>`,
        )}
      </ul>`
    : nothing;
}

class Streams {
  constructor(main, streamId, minutes, session) {
    this.main = main;
    this.streamId = streamId;
    this.minutes = minutes;
    this.moderator = session.roles.includes("moderator");
    this.stats = this.error = null;
    this.statuses = new Map();
    this.chartsAt = -CHARTS_EVERY_MILLIS;
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.charts();
    this.scheme.addEventListener("change", this.redraw);
    addEventListener("resize", this.redraw);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.scheme.removeEventListener("change", this.redraw);
    removeEventListener("resize", this.redraw);
  }

  async load() {
    if (!this.stats) this.draw();
    let anew = false;
    try {
      const s = this.streamId;
      const [stats, events] = await Promise.all([
        get(path`streams/${s}/stats`),
        get(path`streams/${s}/events?limit=${PAGE}`),
      ]);
      anew = performance.now() - this.chartsAt >= CHARTS_EVERY_MILLIS;
      if (anew) {
        this.outcomes = await measure(s, this.minutes, this.moderator);
        this.chartsAt = performance.now();
      }
      Object.assign(this, { stats, events, error: null });
      await this.follow();
    } catch (error) {
      this.error = error;
    }
    if (this.closed) return;
    this.draw();
    if (anew) this.charts();
    if (!this.error && !document.hidden) this.timer = setTimeout(() => this.load(), EVERY_MILLIS);
    else if (!this.error)
      document.addEventListener("visibilitychange", () => this.closed || this.load(), { once: true });
  }

  /** How each event's workflow ended; one that is done is not asked for again, a dead one may be redriven. */
  async follow() {
    const open = this.shownEvents.filter((event) => this.statuses.get(event.eventKey)?.state !== "done");
    await Promise.all(
      open.map(async ({ eventKey }) => {
        const { workflow } = await get(path`streams/${this.streamId}/events/${eventKey}`);
        if (workflow) this.statuses.set(eventKey, workflow);
      }),
    );
  }

  get shownEvents() {
    return this.events.items.slice(0, EVENTS_SHOWN);
  }

  draw() {
    render(
      html`<div class="title">
          <h1>Stream <bdi>${this.streamId}</bdi></h1>
          <form @submit=${filtering("streams")}>
            ${field("Stream", "streamId", this.streamId)}
            <label
              >Messages of the last
              <select name="minutes">
                ${Object.entries(PERIODS).map(
                  ([minutes, name]) =>
                    html`<option value=${minutes} ?selected=${minutes === this.minutes}>${name}</option>`,
                )}
              </select></label
            >
            <button>Show</button>
          </form>
        </div>
        ${
          this.error
            ? failure(this.error, () => {
                this.error = null;
                this.chartsAt = -CHARTS_EVERY_MILLIS;
                this.load();
              })
            : this.stats
              ? this.body()
              : loading("the stream")
        }`,
      this.main,
    );
  }

  charts() {
    if (this.error || !this.outcomes) return;
    if (this.outcomes.sent) drawChart(this.main.querySelector("#outcomes-chart"), OUTCOMES, this.outcomes.data);
    for (const { currency, data } of this.donated) {
      drawChart(this.main.querySelector("#donations-" + currency), ["donated"], data, { height: 130, whole: false });
    }
  }

  body() {
    const { stats } = this;
    const totals = [
      ["Messages", stats.messages.accepted],
      ["Withheld", stats.messages.held],
      ["Unmoderated", stats.messages.unmoderated],
      ["Followers", stats.followers],
      ["Subscriptions", stats.subscriptions],
      ["Gifted subscriptions", stats.gifts],
      ["Bits", stats.bits],
      ["Raids", stats.raids],
    ];
    return html`${numbers(totals)} ${this.reversals()}${this.messages()}
      ${this.donations()}${this.customEvents()}${this.eventList()}
      <p class="hint">
        Numbers are refreshed every ${EVERY_MILLIS / 1000} seconds, charts every ${CHARTS_EVERY_MILLIS / 1000}.
      </p>`;
  }

  /** The totals before reversals, where they differ. */
  reversals() {
    const { gross, reversals } = this.stats;
    if (!gross) return nothing;
    const names = { followers: "Followers", subscriptions: "Subscriptions", gifts: "Gifted subscriptions" };
    const all = [];
    for (const [total, value] of Object.entries(gross)) {
      if (typeof value === "object") all.push(...Object.entries(value));
      else all.push([names[total] || total[0].toUpperCase() + total.slice(1), value]);
    }
    return html`<section class="card" aria-labelledby="gross">
      <h2 id="gross">Totals before ${count(reversals, "reversal")}</h2>
      ${numbers(all)}
    </section>`;
  }

  messages() {
    const { sent, cut, data } = this.outcomes;
    return html`<section class="card" aria-labelledby="outcomes">
      <h2 id="outcomes">Messages by outcome, the last ${PERIODS[this.minutes]}</h2>
      ${
        sent
          ? html`<p class="hint">
                ${count(sent, "message")}${
                  cut
                    ? html`, not all of this time: only since ${time(new Date(cut).toISOString())} are all of them known
                      here`
                    : nothing
                }.${this.moderator ? "" : " Withheld ones are shown to moderators."}
              </p>
              ${legend(seen(this.moderator))}
              <div
                class="chart"
                id="outcomes-chart"
                role="img"
                aria-label="Messages by outcome over time; the table below has the numbers"
              ></div>
              ${table("Messages by outcome", OUTCOMES, data)}`
          : empty("No messages in this period.", "Choose another time range above.")
      }
    </section>`;
  }

  /** Each currency by itself: they cannot be compared, let alone added. */
  get donated() {
    const given = this.events.items
      .filter((event) => event.currency)
      .map((event) => [Date.parse(event.occurredAt), event.currency, Number(event.amount)]);
    const from = Math.min(Date.now() - 60000, ...given.map(([at]) => at));
    return Object.keys(this.stats.donations).map((currency) => ({
      currency,
      data: buckets(
        given.filter(([, one]) => one === currency).map(([at, , amount]) => [at, 0, amount]),
        1,
        from,
        Date.now(),
        DONATION_PARTS,
      ),
    }));
  }

  donations() {
    const all = this.donated;
    return html`<section class="card" aria-labelledby="donations">
      <h2 id="donations">Donations by currency</h2>
      ${
        all.length
          ? html`<p class="hint">Totals: all time. Bars: last ${PAGE} events, separate scales.</p>
              <div class="side">
                ${all.map(
                  ({ currency, data }) =>
                    html`<div>
                      <h3>${currency} <span class="sum">${this.stats.donations[currency]}</span></h3>
                      <div
                        class="chart low"
                        id="donations-${currency}"
                        role="img"
                        aria-label="Donations in ${currency} over time; the table below has the numbers"
                      ></div>
                      ${table("Donations in " + currency, [currency], data, (value) => Number(value.toFixed(4)))}
                    </div>`,
                )}
              </div>`
          : empty("No donations yet.", "Totals by currency appear here.")
      }
    </section>`;
  }

  customEvents() {
    const types = Object.entries(this.stats.custom).map(([name, value]) => [
      name === "other" ? "All other types" : name,
      value,
    ]);
    return types.length
      ? html`<section class="card" aria-labelledby="custom">
          <h2 id="custom">Custom events by type</h2>
          ${numbers(types)}
        </section>`
      : nothing;
  }

  eventList() {
    return html`<section class="card" aria-labelledby="events">
      <h2 id="events">Latest events</h2>
      ${
        this.events.items.length
          ? html`<ul class="plain">
              ${this.shownEvents.map((event) => this.event(event))}
            </ul>`
          : empty("No events yet.", "Follows, gifts, donations and all other events appear here.")
      }
    </section>`;
  }

  event(event) {
    const workflow = this.statuses.get(event.eventKey);
    const what = [
      event.amount && event.amount + " " + event.currency,
      event.viewers && count(event.viewers, "viewer"),
      event.count && count(event.count, "subscription"),
      event.bits && count(event.bits, "bit"),
      event.reverses && "of " + event.reverses.id + " from " + event.reverses.source,
      event.reason,
      event.tier && "tier " + event.tier,
    ]
      .filter(Boolean)
      .join(", ");
    return html`<li>
      <details>
        <summary>
          ${stateChip(workflow?.state || "queued")}
          <strong>${event.name || event.type}</strong> by ${written(event.actor)} ${what}
          <span class="dim">
            ${event.source === "api" ? nothing : "from " + event.source + ","} ${ago(event.occurredAt)}
          </span>
        </summary>
        ${
          workflow
            ? html`<p>Began ${time(workflow.startedAt)}, ended ${time(workflow.finishedAt)}</p>
                <ul class="plain">
                  ${workflow.activities.map(activity)}
                </ul>
                ${redrives(workflow)}`
            : html`<p class="dim">Its workflow has not begun, or is no longer known.</p>`
        }
        ${
          event.fields
            ? html`<dl class="facts">
                ${Object.entries(event.fields).map(
                  ([key, value]) =>
                    html`<div>
                      <dt>${key}</dt>
                      <dd>${written(value)}</dd>
                    </div>`,
                )}
              </dl>`
            : nothing
        }
      </details>
    </li>`;
  }
}
