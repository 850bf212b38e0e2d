// Dead letters: what failed alike, the letters of a group, and one of them.
import { get, path, query } from "./api.js";
import { openLetter } from "./letter.js";
import { openRedrive, redriveList } from "./redrive.js";
import { filtering, goTo } from "./router.js";
import { choice, chip, count, empty, failure, field, html, loading, nothing, render, time, written } from "./ui.js";
import { DEAD_LETTER_STATES, EVENT_TYPES, FAILURES, GROUPINGS } from "./vocabulary.js";

const FILTERS = ["state", "streamId", "fingerprint", "type", "eventId", "failureCode", "category", "q"];

/** The filter that selects a group, by the property of the groups. */
const FILTER_OF = { cause: "fingerprint", type: "type", stream: "streamId" };

/** The titles of groups of dead letters without the property. */
const WITHOUT = { type: "unknown type", exception: "no exception" };

export function letters(main, parameters) {
  const page = new Letters(main, parameters);
  page.load();
  return page;
}

class Letters {
  constructor(main, parameters) {
    this.main = main;
    this.filters = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) || ""]));
    this.filters.state ||= "open";
    this.groupBy = parameters.get("groupBy") || GROUPINGS[0];
    this.groups = this.list = this.error = null;
    this.redrives = redriveList(() => this.draw());
    const id = parameters.get("id");
    if (id) this.show(id);
  }

  close() {
    this.redrives.close();
  }

  async load() {
    this.error = null;
    this.draw();
    try {
      [this.groups, this.list] = await Promise.all([
        get("dead-letters/groups" + query({ ...this.filters, groupBy: this.groupBy })),
        get("dead-letters" + query({ ...this.filters, limit: 50 })),
        this.redrives.load(),
      ]);
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  async more() {
    const next = await get("dead-letters" + query({ ...this.filters, limit: 50, cursor: this.list.nextCursor }));
    this.list = { items: [...this.list.items, ...next.items], nextCursor: next.nextCursor };
    this.draw();
  }

  show(id) {
    openLetter(id, () => this.load());
  }

  draw() {
    render(
      html`<div class="title">
          <h1>Dead letters</h1>
          <div class="tools">
            <button type="button" class="primary" @click=${() => this.redrive()}>Redrive…</button>
            <button type="button" @click=${() => this.load()}>Reload</button>
          </div>
        </div>
        ${this.form()}
        ${this.error ? failure(this.error, () => this.load()) : this.list ? this.body() : loading("dead letters")}`,
      this.main,
    );
  }

  redrive(group = {}) {
    const { state, ...filter } = this.filters;
    const waiting = state === "waiting" ? { state } : {};
    openRedrive({ ...filter, ...waiting, ...group }, () => this.load());
  }

  go(changes) {
    goTo("letters", { ...this.filters, groupBy: this.groupBy, ...changes });
  }

  form() {
    return html`<details class="filters">
      <summary>Filters</summary>
      <form @submit=${filtering("letters")}>
        ${choice("State", "state", DEAD_LETTER_STATES, this.filters.state)}
        ${field("Stream", "streamId", this.filters.streamId)} ${field("Event's id", "eventId", this.filters.eventId)}
        ${choice("Event type", "type", EVENT_TYPES, this.filters.type, "any")}
        ${choice("Failure", "category", FAILURES, this.filters.category, "any")}
        ${field("Failure code", "failureCode", this.filters.failureCode)} ${field("Text contains", "q", this.filters.q)}
        ${field("Fingerprint", "fingerprint", this.filters.fingerprint)}
        <input type="hidden" name="groupBy" .value=${this.groupBy} />
        <button>Filter</button><button type="button" @click=${() => goTo("letters")}>Clear</button>
      </form>
    </details>`;
  }

  body() {
    if (!this.list.items.length) {
      return html`${empty(
        "No dead letters here.",
        "Events that cannot be processed appear here.",
      )}${this.redrives.view()}`;
    }
    return html`${this.redrives.view()}
      <section class="card" aria-labelledby="groups-title">
        <h2 id="groups-title">Failure groups</h2>
        <div class="tools" @change=${(event) => this.go({ groupBy: event.target.value })}>
          ${choice("Group by", "groupBy", GROUPINGS, this.groupBy)}
        </div>
        <ul class="plain rows">
          ${this.groups.items.map((group) => this.group(group))}
        </ul>
        ${this.groups.complete ? nothing : html`<p class="hint">Not all dead letters are included.</p>`}
      </section>
      <section class="card" aria-labelledby="letters-title">
        <h2 id="letters-title">Dead letters, newest first</h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="letters-title">
          <table>
            <thead>
              <tr>
                <th scope="col">Dead letter</th>
                <th scope="col">Stream</th>
                <th scope="col">Failure</th>
                <th scope="col">Dead-lettered</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              ${this.list.items.map((letter) => this.row(letter))}
            </tbody>
          </table>
        </div>
        ${this.list.nextCursor ? html`<button type="button" @click=${() => this.more()}>More</button>` : nothing}
      </section>`;
  }

  group(group) {
    const filter = FILTER_OF[this.groupBy];
    const own = filter && group.key ? { [filter]: group.key } : null;
    return html`<li>
      <div class="said">
        ${this.title(group)}
        <p class="dim">${count(group.count, "dead letter")}, latest ${time(group.last)}</p>
      </div>
      <div class="actions">
        ${own ? this.button("Filter", () => this.go({ ...own, groupBy: GROUPINGS[0] })) : nothing}
        ${this.button("View example", () => this.show(group.exampleId))}
        ${own ? this.button("Redrive…", () => this.redrive(own)) : nothing}
      </div>
    </li>`;
  }

  title({ key, failure }) {
    const by = this.groupBy;
    return html`${by === GROUPINGS[0] ? nothing : html`<p><strong>${written(key || WITHOUT[by])}</strong></p>`}
    ${
      failure
        ? html`<p><strong>${failure.code}</strong> ${chip(failure.category.toLowerCase())}</p>
            <p>${written(failure.message)}</p>`
        : html`<p>Several causes</p>`
    }`;
  }

  button(label, step) {
    return html`<button type="button" @click=${step}>${label}</button>`;
  }

  row(letter) {
    return html`<tr>
      <td>
        <button type="button" class="link" @click=${() => this.show(letter.deadLetterId)}>
          ${letter.eventType || "unknown"} ${written(letter.eventId || letter.deadLetterId)}
        </button>
      </td>
      <td>${letter.streamId}</td>
      <td>${letter.failure.code}</td>
      <td>${time(letter.buriedAt)}</td>
      <td>${chip(letter.state)}</td>
    </tr>`;
  }
}
