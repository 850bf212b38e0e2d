// How the service is doing, and how far moderation is behind.
import { get } from "./api.js";
import { chip, duration, failure, html, loading, nothing, render, time, written } from "./ui.js";

const EVERY_MILLIS = 10000;
const KINDS = { up: "good", degraded: "warn", down: "bad" };

export function health(main, parameters, session) {
  const page = new HealthPage(main, session.roles.includes("moderator"));
  page.load();
  return page;
}

class HealthPage {
  constructor(main, moderator) {
    this.main = main;
    this.moderator = moderator;
    this.service = this.moderation = this.error = null;
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
  }

  async load() {
    this.draw();
    try {
      [this.service, this.moderation] = await Promise.all([get("health"), this.moderator ? get("moderation/health") : null]);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    if (this.closed) return;
    this.draw();
    this.timer = setTimeout(() => this.load(), EVERY_MILLIS);
  }

  draw() {
    render(html`<div class="title"><h1>Health</h1></div>
      ${this.error ? failure(this.error, () => this.load()) : this.service ? this.body(this.service) : loading("the service's health")}`, this.main);
  }

  body(s) {
    return html`<section class="card" aria-labelledby="service"><h2 id="service">The service is ${chip(s.status, KINDS[s.status])}</h2>
        <p>Version ${s.version}</p></section>
      ${this.moderation ? backlog(this.moderation) : html`<p class="hint">How far moderation is behind is shown to moderators.</p>`}
      <section class="card" aria-labelledby="ports"><h2 id="ports">What it stands on</h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="ports"><table>
          <thead><tr><th scope="col">Port</th><th scope="col">State</th><th scope="col">Adapter</th><th scope="col">Detail</th></tr></thead>
          <tbody>${Object.entries(s.ports).map(([name, port]) => html`<tr><th scope="row">${name}</th><td>${chip(port.state, KINDS[port.state])}</td><td>${port.adapter}</td><td>${written(port.detail)}</td></tr>`)}</tbody>
        </table></div></section>
      <p class="hint">Refreshed every ${EVERY_MILLIS / 1000} seconds.</p>`;
  }
}

function backlog({ unmoderated, classifier, recheck }) {
  const out = classifier.state === "down" || recheck.pausedUntil;
  return html`<section class="card" aria-labelledby="moderation"><h2 id="moderation">Moderation ${out ? chip("outage: messages are published unmoderated", "bad") : chip("normal", "good")}</h2>
    <dl class="totals"><div><dt>Unmoderated</dt><dd>${unmoderated.count}</dd></div>
      <div><dt>The oldest waits</dt><dd>${unmoderated.count ? duration(unmoderated.oldestAgeSeconds) : "-"}</dd></div></dl>
    ${unmoderated.late ? html`<p class="notice" role="alert">The oldest waits longer than it should.</p>` : nothing}
    <dl class="facts"><div><dt>Classifier</dt><dd>${chip(classifier.state, KINDS[classifier.state])} ${classifier.adapter}, ${written(classifier.detail)}</dd></div>
      <div><dt>Recheck</dt><dd>last answer ${time(recheck.lastAnswerAt)}${recheck.pausedUntil ? html`, paused until ${time(recheck.pausedUntil)}` : nothing}</dd></div></dl></section>`;
}
