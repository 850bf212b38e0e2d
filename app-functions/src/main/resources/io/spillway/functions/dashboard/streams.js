// One stream: totals, messages by outcome over time, donations by currency, its messages and its events.
import { get, path } from "./api.js";
import { buckets, draw as drawChart, legend, table } from "./charts.js";
import { moment } from "./moments.js";
import { measure, OUTCOMES, seen } from "./outcomes.js";
import { following, steadily } from "./refresh.js";
import { filtering, permalink } from "./router.js";
import { StreamEvents } from "./stream-events.js";
import { StreamList } from "./stream-list.js";
import { StreamMessages } from "./stream-messages.js";
import { decimal, named, number, rich, t, time } from "./texts.js";
import {
  choice,
  copyButton,
  empty,
  explain,
  failure,
  field,
  html,
  isolated,
  loading,
  nothing,
  notice,
  render,
} from "./ui.js";

const EVERY_MILLIS = 5000;
/** Charts read more, so they are made anew less often. */
const CHARTS_EVERY_MILLIS = 30000;
const DONATION_PARTS = 24;
const PERIODS = ["15", "60", "360", "1440"];

export function streams(main, parameters, session) {
  const streamId = parameters.get("streamId");
  const page = streamId
    ? new Streams(main, streamId, parameters, session)
    : new StreamList(main, parameters.get("prefix") || "");
  page.load();
  return page;
}

const numbers = (totals) =>
  html`<dl class="totals">
    ${totals.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${typeof value === "number" ? number(value) : value}</dd>
        </div>`,
    )}
  </dl>`;

class Streams {
  constructor(main, streamId, parameters, session) {
    this.main = main;
    this.streamId = streamId;
    this.minutes = PERIODS.includes(parameters.get("minutes")) ? parameters.get("minutes") : "60";
    this.range = { from: parameters.get("from") || "", to: parameters.get("to") || "" };
    this.moderator = session.roles.includes("moderator");
    const changed = () => this.draw();
    this.messages = new StreamMessages(streamId, this.range, parameters.get("messageId"), this.moderator, changed);
    this.events = new StreamEvents(streamId, this.range, parameters.get("eventKey"), changed);
    this.stats = this.error = this.outcomes = null;
    this.chartsAt = -CHARTS_EVERY_MILLIS;
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.charts();
    this.follow = following(
      () => this.load(),
      () => EVERY_MILLIS,
    );
    this.scheme.addEventListener("change", this.redraw);
    addEventListener("resize", this.redraw);
  }

  close() {
    this.isClosed = true;
    this.follow.close();
    this.scheme.removeEventListener("change", this.redraw);
    removeEventListener("resize", this.redraw);
  }

  /** The range of the chart, in milliseconds: as chosen, or the last minutes. */
  bounds() {
    const to = this.range.to ? Date.parse(this.range.to) : Date.now();
    return [this.range.from ? Date.parse(this.range.from) : to - this.minutes * 60000, to];
  }

  async load() {
    if (!this.stats) this.draw();
    let isAnew = false;
    try {
      const [stats] = await Promise.all([
        get(path`streams/${this.streamId}/stats`),
        this.messages.load(),
        this.events.load(),
      ]);
      isAnew = performance.now() - this.chartsAt >= CHARTS_EVERY_MILLIS;
      if (isAnew) {
        this.outcomes = await measure(this.streamId, ...this.bounds(), this.moderator);
        this.chartsAt = performance.now();
      }
      Object.assign(this, { stats, error: null });
    } catch (error) {
      // The last good content stays, and the next attempt follows by itself.
      this.error = error;
    }
    if (this.isClosed) return;
    this.draw();
    if (isAnew || this.main.querySelector(".chart:empty")) this.charts();
  }

  draw() {
    if (!this.isClosed) steadily(this.main, () => render(this.view(), this.main));
  }

  view() {
    const parameters = { streamId: this.streamId, minutes: this.minutes, ...this.range };
    return html`<div class="title">
        <h1>${rich("streams.title", { stream: html`<bdi translate="no">${this.streamId}</bdi>` })}</h1>
        <div class="tools">
          <a href="#/streams">${t("streams.all")}</a>
          ${copyButton(t("ui.copy-link"), () => permalink("streams", parameters))}
        </div>
      </div>
      <form @submit=${filtering("streams")}>
        ${field(t("ui.stream"), "streamId", this.streamId)}
        ${choice(t("streams.range"), "minutes", PERIODS, this.minutes, undefined, (minutes) =>
          named("streams.periods", minutes),
        )}
        ${moment(t("ui.from"), "from", this.range.from)} ${moment(t("ui.to"), "to", this.range.to)}
        <button>${t("ui.show")}</button>
      </form>
      ${this.content()}`;
  }

  content() {
    if (this.stats && this.outcomes) return this.body();
    const again = () => {
      this.error = null;
      this.load();
    };
    return this.error ? failure(this.error, again) : loading();
  }

  charts() {
    if (!this.outcomes) return;
    if (this.outcomes.sent) drawChart(this.main.querySelector("#outcomes-chart"), OUTCOMES, this.outcomes.data);
    for (const { currency, data } of this.donated) {
      drawChart(this.main.querySelector("#donations-" + currency), ["donated"], data, { height: 130, whole: false });
    }
  }

  body() {
    const { stats } = this;
    const totals = [
      [t("streams.totals.published"), stats.messages.accepted],
      [t("streams.totals.withheld"), stats.messages.held],
      [t("streams.totals.unmoderated"), stats.messages.unmoderated],
      ...["followers", "subscriptions", "gifts", "bits", "raids"].map((name) => [
        named("streams.totals", name),
        stats[name],
      ]),
    ];
    return html`${this.error ? notice(explain(this.error)) : nothing}
      <p class="hint">${t("streams.all-time")}</p>
      ${numbers(totals)} ${this.reversals()} ${this.outcomeChart()} ${this.donations()} ${this.customEvents()}
      ${this.messages.view()} ${this.events.view()}`;
  }

  /** The totals before reversals, where they differ. */
  reversals() {
    const { gross, reversals } = this.stats;
    if (!gross) return nothing;
    const all = Object.entries(gross).flatMap(([total, value]) =>
      typeof value === "object" ? Object.entries(value) : [[named("streams.totals", total), value]],
    );
    return html`<section class="card" aria-labelledby="gross">
      <h2 id="gross">${t("streams.gross", { count: reversals })}</h2>
      ${numbers(all)}
    </section>`;
  }

  outcomeChart() {
    const { sent, cut, data } = this.outcomes;
    const names = OUTCOMES.map((name) => named("statuses", name));
    return html`<section class="card" aria-labelledby="outcomes">
      <h2 id="outcomes">${t("streams.outcomes")}</h2>
      ${
        sent
          ? html`<p class="hint">
                ${t("streams.sent", { count: sent })}
                ${cut ? rich("streams.cut", { time: time(new Date(cut).toISOString()) }) : nothing}
                ${this.moderator ? nothing : t("streams.moderators-only")}
              </p>
              ${legend(seen(this.moderator).map((name) => named("statuses", name)))}
              <div class="chart" id="outcomes-chart" role="img" aria-label=${t("streams.outcomes-label")}></div>
              ${table(t("streams.outcomes"), names, data)}`
          : empty(t("streams.no-messages"), t("streams.no-messages-hint"))
      }
    </section>`;
  }

  /** Each currency by itself: they cannot be compared, let alone added. */
  get donated() {
    const given = this.events.items
      .filter((event) => event.currency)
      .map((event) => [Date.parse(event.occurredAt), event.currency, Number(event.amount)]);
    const to = this.bounds()[1];
    const from = Math.min(to - 60000, ...given.map(([at]) => at));
    return Object.keys(this.stats.donations).map((currency) => ({
      currency,
      data: buckets(
        given.filter(([, one]) => one === currency).map(([at, , amount]) => [at, 0, amount]),
        1,
        from,
        to,
        DONATION_PARTS,
      ),
    }));
  }

  donations() {
    const all = this.donated;
    return html`<section class="card" aria-labelledby="donations">
      <h2 id="donations">${t("streams.donations")}</h2>
      ${
        all.length
          ? html`<p class="hint">${t("streams.donations-hint", { count: this.events.items.length })}</p>
              <div class="side">${all.map((one) => this.donation(one))}</div>`
          : empty(t("streams.no-donations"), t("streams.no-donations-hint"))
      }
    </section>`;
  }

  donation({ currency, data }) {
    const label = t("streams.donations-label", { currency: isolated(currency) });
    return html`<div>
      <h3>${currency} <span class="sum">${this.stats.donations[currency]}</span></h3>
      <div class="chart low" id="donations-${currency}" role="img" aria-label=${label}></div>
      ${table(label, [currency], data, decimal)}
    </div>`;
  }

  customEvents() {
    const types = Object.entries(this.stats.custom).map(([name, value]) => [
      name === "other" ? t("streams.other-types") : name,
      value,
    ]);
    return types.length
      ? html`<section class="card" aria-labelledby="custom">
          <h2 id="custom">${t("streams.custom")}</h2>
          ${numbers(types)}
        </section>`
      : nothing;
  }
}
