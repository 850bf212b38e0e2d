// How the service is doing, how far moderation is behind, and what waits in the queues.
import { get } from "./api.js";
import { chip, duration, explain, failure, html, loading, nothing, number, render, time, written } from "./ui.js";

const EVERY_MILLIS = 10000;
const KINDS = { up: "good", degraded: "warn", down: "bad" };
const BREAKER = {
  closed: ["closed", "good", "normal"],
  half_open: ["half open", "warn", "probing"],
  open: ["open", "bad", "calls paused"],
};
const QUEUES = {
  "stream-events": "Queued events",
  "dead-letters": "Dead letters in transit",
  "stream-events-poison": "Poison events",
  "dead-letters-poison": "Poison dead letters",
};

export function health(main, parameters, session) {
  const page = new HealthPage(main, session.roles);
  page.load();
  return page;
}

class HealthPage {
  constructor(main, roles) {
    this.main = main;
    this.roles = roles;
    this.service = this.moderation = this.queues = this.error = null;
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
  }

  async load() {
    this.draw();
    const forRole = (role, where) => (this.roles.includes(role) ? get(where).catch((error) => ({ error })) : null);
    try {
      [this.service, this.moderation, this.queues] = await Promise.all([
        get("health"),
        forRole("moderator", "moderation/health"),
        forRole("operator", "queues"),
      ]);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    if (this.closed) return;
    this.draw();
    this.timer = setTimeout(() => this.load(), EVERY_MILLIS);
  }

  draw() {
    render(
      html`<div class="title"><h1>Health</h1></div>
        ${
          this.error
            ? failure(this.error, () => this.load())
            : this.service
              ? this.body(this.service)
              : loading("the service's health")
        }`,
      this.main,
    );
  }

  body(s) {
    return html`<div class="side">
        <section class="card" aria-labelledby="service">
          <h2 id="service">The service is ${chip(s.status, KINDS[s.status])}</h2>
          <dl class="facts one">
            <div>
              <dt>Version</dt>
              <dd>${s.version}</dd>
            </div>
            ${
              s.code
                ? html`<div>
                    <dt>Cause</dt>
                    <dd>${s.code}; the log has the details</dd>
                  </div>`
                : nothing
            }
            ${
              s.ports
                ? html`<div>
                    <dt>Degraded mode</dt>
                    <dd>${outage(s.ports)}</dd>
                  </div>`
                : nothing
            }
          </dl>
        </section>
        ${
          this.queues
            ? this.part("Queues", this.queues, waiting)
            : html`<section class="card" aria-labelledby="queues">
                <h2 id="queues">Queues</h2>
                <p class="hint">Queue depths are shown to operators.</p>
              </section>`
        }
      </div>
      ${
        this.moderation && s.ports
          ? this.part("Moderation", this.moderation, (found) => backlog(found, s.ports.classifier))
          : html`<section class="card" aria-labelledby="moderation">
              <h2 id="moderation">Moderation</h2>
              <p class="hint">The backlog is shown to moderators.</p>
            </section>`
      }
      ${
        s.ports
          ? this.ports(s.ports)
          : html`<section class="card" aria-labelledby="ports">
              <h2 id="ports">Ports</h2>
              <p class="hint">The state of each port is shown to moderators and operators.</p>
            </section>`
      }
      <p class="hint">Refreshed every ${EVERY_MILLIS / 1000} seconds.</p>`;
  }

  ports(ports) {
    return html`<section class="card" aria-labelledby="ports">
      <h2 id="ports">Dependencies</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="ports">
        <table>
          <thead>
            <tr>
              <th scope="col">Port</th>
              <th scope="col">State</th>
              <th scope="col">Adapter</th>
              <th scope="col">Detail</th>
            </tr>
          </thead>
          <tbody>
            ${Object.entries(ports).map(
              ([name, port]) =>
                html`<tr>
                  <th scope="row">${spaced(name)}</th>
                  <td>${chip(port.state, KINDS[port.state])}</td>
                  <td>${port.adapter}</td>
                  <td>${port.detail ? written(port.detail) : html`<span class="dim">-</span>`}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** A part that may fail alone. */
  part(title, found, view) {
    const id = title.toLowerCase();
    return found.error
      ? html`<section class="card" aria-labelledby=${id}>
          <h2 id=${id}>${title}</h2>
          <p class="error-text">${explain(found.error).title}: ${explain(found.error).advice}</p>
        </section>`
      : view(found);
  }
}

const spaced = (name) => name.replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase());
const total = (name, value) =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

/** What is paused for everyone, in words. */
function outage({ activities, classifier, parking }) {
  const all = [];
  if (classifier.state === "down") all.push("messages are published unmoderated");
  if (activities.state !== "up") all.push(activities.detail);
  if (parking?.detail) all.push(parking.detail);
  return all.length ? all.map((one) => html`<p>${chip("on", "bad")} ${written(one)}</p>`) : chip("off", "good");
}

function waiting({ queues, openDeadLetters, waitingDeadLetters }) {
  const poison = queues.some(({ name, waiting: depth }) => name.endsWith("-poison") && depth > 0);
  return html`<section class="card" aria-labelledby="queues">
    <h2 id="queues">Queues</h2>
    ${
      poison
        ? html`<p class="notice" role="alert">
            A poison queue is not empty. Its messages become dead letters within minutes; if they do not, see the
            runbook.
          </p>`
        : nothing
    }
    <dl class="totals">
      ${queues.map(({ name, waiting: depth }) => total(QUEUES[name] || name, number(depth)))}${total(
        "Open dead letters",
        html`<a href="#/letters">${number(openDeadLetters)}</a>`,
      )}${total(
        "Events waiting for a retry",
        html`<a href="#/letters?state=waiting">${number(waitingDeadLetters)}</a>`,
      )}
    </dl>
  </section>`;
}

function backlog({ unmoderated, classifier, recheck }, { detail }) {
  const out = classifier.state === "down" || recheck.pausedUntil;
  return html`<section class="card" aria-labelledby="moderation">
    <h2 id="moderation">
      Moderation ${out ? chip("outage: messages are published unmoderated", "bad") : chip("normal", "good")}
    </h2>
    ${unmoderated.late ? html`<p class="notice" role="alert">The oldest has waited too long.</p>` : nothing}
    <dl class="totals">
      ${total("Unmoderated", unmoderated.count ? html`<a href="#/published">${number(unmoderated.count)}</a>` : "0")}
      ${total("Oldest", unmoderated.count ? duration(unmoderated.oldestAgeSeconds) : "-")}
    </dl>
    <dl class="facts">
      <div>
        <dt>Classifier</dt>
        <dd>${chip(classifier.state, KINDS[classifier.state])} ${classifier.adapter}</dd>
      </div>
      <div>
        <dt>Breaker</dt>
        <dd>${breaker(detail)}</dd>
      </div>
      <div>
        <dt>Detail</dt>
        <dd>${written(detail.replace(/^breaker \w+; /, ""))}</dd>
      </div>
      <div>
        <dt>Recheck</dt>
        <dd>
          ${recheck.lastAnswerAt ? html`last answer ${time(recheck.lastAnswerAt)}` : "not run yet"}${
            recheck.pausedUntil ? html`, paused until ${time(recheck.pausedUntil)}` : nothing
          }
        </dd>
      </div>
    </dl>
  </section>`;
}

/** As the adapter's detail begins; one on this machine has none. */
function breaker(detail) {
  const state = /^breaker (\w+)/.exec(detail)?.[1].toLowerCase();
  if (!state) return "not applicable";
  const [name, kind, does] = BREAKER[state] || [state, "", ""];
  return html`${chip(name, kind)} ${does}`;
}
