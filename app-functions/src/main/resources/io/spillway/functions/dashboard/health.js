// How the service is doing, how far moderation is behind, and what waits in the queues.
import { get, query } from "./api.js";
import { following } from "./refresh.js";
import { hash } from "./router.js";
import { counted, duration, named, number, rich, t, time } from "./texts.js";
import { chip, codeChip, contentOr, explain, fact, failure, html, nothing, render, written } from "./ui.js";

const KINDS = { up: "good", degraded: "warn", down: "bad" };
const BREAKER = { closed: "good", half_open: "warn", open: "bad" };

/** The most notifications of one state that are counted. */
const MOST_COUNTED = 100;

/** Times and counts in the texts of the service. */
const VALUES = /(\d{4}-\d{2}-\d{2}T[\d:.]+Z|\d{4,}(?= of | items))/;

export function health(main, parameters, session) {
  const page = new HealthPage(main, session.roles);
  page.load();
  return page;
}

class HealthPage {
  constructor(main, roles) {
    this.main = main;
    this.roles = roles;
    this.service = this.moderation = this.operations = this.error = null;
    this.follow = following(() => this.ask());
  }

  close() {
    this.isClosed = true;
    this.follow.close();
  }

  async load() {
    this.error = null;
    this.draw();
    try {
      await this.ask();
    } catch (error) {
      this.error = error;
      this.draw();
    }
  }

  async ask() {
    const forRole = (role, ask) => (this.roles.includes(role) ? ask().catch((error) => ({ error })) : null);
    const [service, moderation, operations] = await Promise.all([
      get("health"),
      forRole("moderator", () => get("moderation/health")),
      forRole("operator", operationsNow),
    ]);
    this.service = service;
    this.moderation = keptOr(this.moderation, moderation);
    this.operations = keptOr(this.operations, operations);
    this.error = null;
    this.draw();
  }

  draw() {
    if (this.isClosed) return;
    render(
      html`<div class="title"><h1>${t("health.title")}</h1></div>
        ${contentOr(
          this.service,
          (service) => this.body(service),
          this.error,
          () => this.load(),
        )}`,
      this.main,
    );
  }

  body(s) {
    return html`<div class="side">
        <section class="card" aria-labelledby="service">
          <h2 id="service">${t("health.service")} ${codeChip("health.states", s.status, KINDS[s.status])}</h2>
          <dl class="facts one">
            ${fact(t("health.version"), html`<span translate="no">${s.version}</span>`)}
            ${s.code ? fact(t("health.cause"), rich("health.see-log", { code: s.code })) : nothing}
            ${s.ports ? fact(t("health.degraded-mode"), outages(s.ports)) : nothing}
          </dl>
        </section>
        ${this.part("queues", this.operations, queues)}
      </div>
      ${this.part("notifications", this.operations, notifications)}
      ${this.part("moderation", s.ports ? this.moderation : null, (found) => backlog(found, s.ports.classifier))}
      ${this.part("ports", s.ports ?? null, ports)}`;
  }

  /** A part that may fail alone, or be for other roles. */
  part(name, found, view) {
    const heading = found && !found.error && name === "moderation" ? moderationChip(found) : nothing;
    return html`<section class="card" aria-labelledby=${name}>
      <h2 id=${name}>${t("health.parts." + name)} ${heading}</h2>
      ${
        found === null
          ? html`<p class="hint">${t("health.hidden." + name)}</p>`
          : found.error
            ? html`<p class="error-text">${explain(found.error).title}: ${explain(found.error).advice}</p>`
            : view(found)
      }
    </section>`;
  }
}

/** The answer, or the last good one when it is a failure. */
const keptOr = (last, answer) => (answer?.error && last && !last.error ? last : answer);

async function operationsNow() {
  const count = (state) => get("notifications" + query({ state, limit: MOST_COUNTED }));
  const [depths, pending, failed] = await Promise.all([get("queues"), count("pending"), count("failed")]);
  return { ...depths, pending, failed };
}

const at = (key, moment) => rich(key, { time: time(moment) });

/** A text of the service, with its times in the zone of the page, and its counts in its language. */
const detailed = (text) =>
  text
    .split(VALUES)
    .map((part, index) => (index % 2 === 0 ? written(part) : part.includes("T") ? time(part) : number(Number(part))));

/** What is paused for everyone, in words. */
function outages({ activities, classifier, parking }) {
  const all = [];
  if (classifier.state === "down") all.push(t("health.published-unmoderated"));
  if (activities.state !== "up") all.push(activities.detail);
  if (parking?.detail) all.push(parking.detail);
  return all.length
    ? all.map((one) => html`<p>${chip(t("health.on"), "bad")} ${detailed(one)}</p>`)
    : chip(t("health.off"), "good");
}

function queues({ queues: depths, openDeadLetters, waitingDeadLetters, countedUpTo }) {
  const isPoisoned = depths.some(({ name, waiting }) => name.endsWith("-poison") && waiting > 0);
  return html`${isPoisoned ? html`<p class="notice" role="alert">${t("health.poisoned")}</p>` : nothing}
    <dl class="totals">
      ${depths.map(({ name, waiting }) => fact(named("health.queues", name), number(waiting)))}
      ${fact(t("health.open-letters"), html`<a href=${hash("letters")}>${counted(openDeadLetters, countedUpTo)}</a>`)}
      ${fact(
        t("health.waiting-letters"),
        html`<a href=${hash("letters", { state: "waiting" })}>${counted(waitingDeadLetters, countedUpTo)}</a>`,
      )}
    </dl>`;
}

function notifications({ pending, failed }) {
  const shown = ({ items, nextCursor }, state) =>
    html`<a href=${hash("notifications", { state })}>${number(items.length)}${nextCursor ? "+" : nothing}</a>`;
  return html`<dl class="totals">
    ${fact(t("health.pending"), shown(pending, "pending"))} ${fact(t("health.failed"), shown(failed, "failed"))}
  </dl>`;
}

function moderationChip({ classifier, recheck }) {
  return classifier.state === "down" || recheck.pausedUntil
    ? chip(t("health.outage"), "bad")
    : chip(t("health.normal"), "good");
}

function backlog({ unmoderated, classifier, recheck }, { detail }) {
  const { count, countedUpTo } = unmoderated;
  return html`${unmoderated.late ? html`<p class="notice" role="alert">${t("health.late")}</p>` : nothing}
    <dl class="totals">
      ${fact(
        t("health.unmoderated"),
        count ? html`<a href=${hash("published")}>${counted(count, countedUpTo)}</a>` : number(0),
      )}
      ${fact(t("health.oldest"), count ? duration(unmoderated.oldestAgeSeconds) : "-")}
    </dl>
    <dl class="facts">
      ${fact(
        t("health.classifier"),
        html`${codeChip("health.states", classifier.state, KINDS[classifier.state])}
          <span translate="no">${classifier.adapter}</span>`,
      )}
      ${fact(t("health.breaker"), breaker(detail))}
      ${fact(t("health.detail"), detailed(detail.replace(/^breaker \w+; /, "")))}
      ${fact(
        t("health.recheck"),
        html`<p>${recheck.lastAnswerAt ? at("health.last-answer", recheck.lastAnswerAt) : t("health.not-run")}</p>
          ${recheck.pausedUntil ? html`<p>${at("health.paused-until", recheck.pausedUntil)}</p>` : nothing}`,
      )}
    </dl>`;
}

/** As the adapter's detail begins; one on this machine has none. */
function breaker(detail) {
  const state = /^breaker (\w+)/.exec(detail)?.[1].toLowerCase();
  return state ? codeChip("health.breakers", state, BREAKER[state]) : t("health.not-applicable");
}

function ports(all) {
  return html`<table class="cards">
    <thead>
      <tr>
        <th scope="col">${t("health.port")}</th>
        <th scope="col">${t("health.state")}</th>
        <th scope="col">${t("health.adapter")}</th>
        <th scope="col">${t("health.detail")}</th>
      </tr>
    </thead>
    <tbody>
      ${Object.entries(all).map(
        ([name, port]) =>
          html`<tr>
            <th scope="row">${portName(name)}</th>
            <td>${codeChip("health.states", port.state, KINDS[port.state])}</td>
            <td translate="no" data-label=${t("health.adapter")}>${port.adapter}</td>
            <td>${port.detail ? detailed(port.detail) : html`<span class="dim">-</span>`}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The name of a port; one that the table does not know has its code in words. */
function portName(name) {
  const known = named("health.ports", name);
  return known === name ? name.replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) : known;
}
