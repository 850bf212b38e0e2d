// One stream: totals, messages by outcome over time, donations by currency, and its events.
import { goTo } from "./app.js";
import { get, path, query } from "./api.js";
import { draw as drawChart, legend, table } from "./charts.js";
import { activity } from "./letter.js";
import { ago, chip, empty, failure, field, html, loading, nothing, render, time, values, written } from "./ui.js";

const EVERY_MILLIS = 5000;
const LATEST = 200;
const EVENTS = 20;
const BUCKETS = 30;
const SHORTEST_MILLIS = 10000;
const OUTCOMES = ["published", "withheld", "unmoderated", "released"];

export function streams(main, parameters, session) {
  const page = new Streams(main, parameters.get("streamId") || "main", session);
  page.load();
  return page;
}

class Streams {
  constructor(main, streamId, session) {
    this.main = main;
    this.streamId = streamId;
    this.moderator = session.roles.includes("moderator");
    this.stats = this.error = null;
    this.statuses = new Map();
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.chart();
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
    try {
      const s = this.streamId;
      const [stats, messages, events, held] = await Promise.all([
        get(path`streams/${s}/stats`),
        get(path`streams/${s}/messages?limit=${LATEST}`),
        get(path`streams/${s}/events?limit=${EVENTS}`),
        this.moderator ? get("violations" + query({ streamId: s, limit: LATEST })) : { items: [] },
      ]);
      Object.assign(this, { stats, events, error: null, series: series(messages.items, held.items) });
      await this.follow();
    } catch (error) {
      this.error = error;
    }
    if (this.closed) return;
    this.draw();
    if (!this.error && !document.hidden) this.timer = setTimeout(() => this.load(), EVERY_MILLIS);
    else if (!this.error) document.addEventListener("visibilitychange", () => this.closed || this.load(), { once: true });
  }

  /** How each event's workflow ended; one that has ended is not asked for again. */
  async follow() {
    const open = this.events.items.filter((event) => !["done", "dead"].includes(this.statuses.get(event.eventId)?.state));
    await Promise.all(open.map(async ({ eventId }) => {
      const { workflow } = await get(path`streams/${this.streamId}/events/${eventId}`);
      if (workflow) this.statuses.set(eventId, workflow);
    }));
  }

  draw() {
    render(html`<div class="title"><h1>Stream <bdi>${this.streamId}</bdi></h1>
        <form @submit=${(event) => { event.preventDefault(); goTo("streams", values(event.target)); }}>
          ${field("Stream", "streamId", this.streamId)}<button>Show</button></form></div>
      ${this.error ? failure(this.error, () => { this.error = null; this.load(); }) : this.stats ? this.body() : loading("the stream")}`, this.main);
    this.chart();
  }

  chart() {
    if (this.series && !this.error) drawChart(this.main.querySelector(".chart"), OUTCOMES, this.series);
  }

  body() {
    const { stats } = this;
    const totals = [["Messages", stats.messages.accepted], ["Withheld", stats.messages.held], ["Unmoderated", stats.messages.unmoderated], ["Followers", stats.followers], ["Subscriptions", stats.subscriptions], ["Raids", stats.raids]];
    return html`<dl class="totals">${totals.map(([name, count]) => html`<div><dt>${name}</dt><dd>${count}</dd></div>`)}</dl>
      <section class="card" aria-labelledby="outcomes"><h2 id="outcomes">The latest messages by outcome</h2>
        ${this.moderator ? nothing : html`<p class="hint">Withheld ones are shown to moderators.</p>`}
        ${this.series ? html`${legend(OUTCOMES)}<div class="chart" role="img" aria-label="Messages by outcome over time; the table below has the numbers"></div>${table("Messages by outcome", OUTCOMES, this.series)}` : html`<p class="dim">No message yet.</p>`}
      </section>
      ${this.donations()}${this.eventList()}
      <p class="hint">Refreshed every ${EVERY_MILLIS / 1000} seconds.</p>`;
  }

  donations() {
    const all = Object.entries(this.stats.donations);
    return html`<section class="card" aria-labelledby="donations"><h2 id="donations">Donations by currency</h2>
      ${all.length ? html`<table class="short"><thead><tr><th scope="col">Currency</th><th scope="col" class="number">Sum</th></tr></thead>
        <tbody>${all.map(([currency, sum]) => html`<tr><td>${currency}</td><td class="number">${sum}</td></tr>`)}</tbody></table>` : html`<p class="dim">None yet.</p>`}
    </section>`;
  }

  eventList() {
    const { items } = this.events;
    return html`<section class="card" aria-labelledby="events"><h2 id="events">The latest events</h2>
      ${items.length ? html`<ul class="plain">${items.map((event) => this.event(event))}</ul>` : empty("No events yet.", "Follows, subscriptions, donations and raids appear here.")}</section>`;
  }

  event(event) {
    const workflow = this.statuses.get(event.eventId);
    const what = [event.amount && event.amount + " " + event.currency, event.viewers && event.viewers + " viewers", event.tier && "tier " + event.tier].filter(Boolean).join(", ");
    return html`<li><details><summary>${chip(workflow?.state || "queued", { done: "good", dead: "bad" }[workflow?.state] || "")}
        <strong>${event.type}</strong> by ${written(event.actor)} ${what} <span class="dim">${ago(event.occurredAt)}</span></summary>
      ${workflow ? html`<p>Began ${time(workflow.startedAt)}, ended ${time(workflow.finishedAt)}</p><ul class="plain">${workflow.activities.map(activity)}</ul>` : html`<p class="dim">Its workflow has not begun, or is no longer known.</p>`}
    </details></li>`;
  }
}

/** Counts by outcome in equal parts of the time that the latest messages span. */
function series(messages, held) {
  const outcome = { allowed: 0, unmoderated: 2, released: 3 };
  const all = [
    ...messages.map((one) => [Date.parse(one.sentAt), outcome[one.moderation.status] ?? 0]),
    ...held.map((one) => [Date.parse(one.sentAt), 1]),
  ].filter(([at]) => messages.length < LATEST || at >= Date.parse(messages.at(-1).sentAt));
  if (!all.length) return null;
  const times = all.map(([at]) => at);
  const last = Math.max(...times);
  const step = Math.max(SHORTEST_MILLIS, Math.ceil((last - Math.min(...times) + 1) / BUCKETS));
  const first = last - step * BUCKETS + 1;
  const data = [Array.from({ length: BUCKETS }, (_, at) => (first + at * step) / 1000), ...OUTCOMES.map(() => new Array(BUCKETS).fill(0))];
  for (const [at, kind] of all) data[kind + 1][Math.floor((at - first) / step)]++;
  return data;
}
