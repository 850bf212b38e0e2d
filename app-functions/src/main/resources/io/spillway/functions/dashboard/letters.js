// Dead letters: the groups of failures, the letters, and orders on what is shown or selected.
import { Groups } from "./groups.js";
import { JobWatch } from "./job-watch.js";
import { openLetter } from "./letter.js";
import { moment } from "./moments.js";
import { actionsOn, openOrder } from "./order.js";
import { following, Listing, steadily } from "./refresh.js";
import { address, filterPanel, goTo, note, noteClosed } from "./router.js";
import { named, t, time } from "./texts.js";
import {
  choice,
  codeChip,
  contentOr,
  empty,
  explain,
  failure,
  field,
  html,
  moreButton,
  nothing,
  notice,
} from "./ui.js";
import { render, saveCsv, written } from "./ui.js";
import { DEAD_LETTER_STATES, EVENT_TYPES, FAILURES, GROUPINGS } from "./vocabulary.js";

const FILTERS = ["state", "streamId", "type", "eventId", "category", "failureCode", "fingerprint", "q", "from", "to"];
const ANY = "any";
const STANDARD = { state: "open" };

/** The most letters that an order can name. */
const MOST_IDS = 200;

/** The number of polls without news after which the groups are asked for all the same. */
const GROUPS_EVERY = 6;

const idOf = (letter) => letter.deadLetterId;

export function letters(main, parameters, session) {
  const page = new Letters(main, parameters, session.streams?.[0]);
  page.load();
  const id = parameters.get("id");
  if (id) page.show(id);
  return page;
}

class Letters {
  /** @param onlyStream the first stream of a key that is limited to some, which cannot order jobs; none otherwise */
  constructor(main, parameters, onlyStream) {
    this.main = main;
    this.isLimited = Boolean(onlyStream);
    this.filters = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) || ""]));
    this.filters.streamId ||= onlyStream || "";
    this.filters.state ||= STANDARD.state;
    const { state } = this.filters;
    const asked = { ...this.filters, state: state === ANY ? "" : state };
    this.list = new Listing("dead-letters", asked, idOf);
    this.groups = new Groups(this, asked, parameters.get("groupBy") || GROUPINGS[0]);
    this.error = null;
    this.held = null;
    this.polls = 1;
    this.ticked = new Set();
    this.jobs = new JobWatch(
      () => this.draw(),
      () => this.load(),
      this.isLimited,
    );
    this.follow = following(() => this.refresh());
  }

  close() {
    this.isClosed = true;
    this.follow.close();
    this.jobs.close();
  }

  async load() {
    if (!this.list.items) this.draw();
    this.error = null;
    try {
      const [fresh] = await Promise.all([this.list.fetch(), this.groups.load(), this.jobs.load()]);
      this.apply(fresh);
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  async refresh() {
    const fresh = await this.list.fetch();
    if (this.isNews(fresh) || this.polls++ % GROUPS_EVERY === 0) await this.groups.load();
    this.error = null;
    if (this.isRead() && this.changes(fresh)) {
      const now = new Map(fresh.items.map((letter) => [idOf(letter), letter]));
      this.list.items = this.list.items.map((letter) => now.get(idOf(letter)) || letter);
      this.held = fresh;
    } else {
      this.apply(fresh);
    }
    this.draw();
  }

  /** Whether the letters have changed; the groups, which are costlier to ask for, then have too. */
  isNews(fresh) {
    const versions = (items) => (items || []).map((letter) => idOf(letter) + letter.etag).join();
    return versions(fresh.items) !== versions(this.list.items);
  }

  /** Whether rows that come or go would move the row under the pointer, with the focus, or selected ones. */
  isRead() {
    return (
      this.list.items?.length && (this.main.querySelector("#letters:is(:hover, :focus-within)") || this.ticked.size)
    );
  }

  /** What can be ordered on all letters in the state of the page. */
  get actions() {
    return this.isLimited ? [] : actionsOn(this.filters.state);
  }

  /** The number of letters that come or go. */
  changes(fresh) {
    const now = new Set(fresh.items.map(idOf));
    const gone = this.list.items.filter((letter) => !now.delete(idOf(letter))).length;
    return gone + now.size;
  }

  apply(fresh) {
    Object.assign(this.list, fresh);
    this.held = null;
    const shown = new Set(fresh.items.map(idOf));
    this.ticked = new Set([...this.ticked].filter((id) => shown.has(id)));
  }

  async more() {
    try {
      await this.list.more();
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  /** The address of the page without what is open. */
  get parameters() {
    const { state } = this.filters;
    return {
      ...this.filters,
      state: state === STANDARD.state ? "" : state,
      groupBy: this.groups.by === GROUPINGS[0] ? "" : this.groups.by,
    };
  }

  go(changes) {
    goTo("letters", { ...this.parameters, ...changes });
  }

  show(id) {
    note("letters", { ...this.parameters, id });
    openLetter(
      id,
      (job) => this.ordered(job),
      () => this.isClosed || noteClosed("letters", id, this.parameters),
    );
  }

  /** Orders an action on the selected letters, or on all that a filter selects. */
  order(action, selection) {
    openOrder(action, selection, (job) => {
      if (selection.ids) this.ticked.clear();
      this.ordered(job);
    });
  }

  /** Shows what has changed, and the job that was ordered, if any. */
  ordered(job) {
    if (job) this.jobs.add(job);
    this.load().then(() => this.keepFocus());
  }

  /** A button that had the focus may be disabled or gone. */
  keepFocus() {
    const { activeElement } = document;
    if (this.isClosed || (activeElement !== document.body && !activeElement.disabled)) return;
    const heading = this.main.querySelector("#letters-title") || this.main.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** The filter of the page as the selection of an order. */
  selection(more = {}) {
    return { ...this.list.filters, ...more };
  }

  draw() {
    if (this.isClosed) return;
    steadily(this.main, () => render(this.view(), this.main));
  }

  view() {
    const { actions } = this;
    return html`<div class="title">
        <h1>${t("letters.title")}</h1>
        <div class="tools">
          ${this.orders(actions, "all", () => this.selection())}
          <button type="button" @click=${() => this.load()}>${t("ui.reload")}</button>
        </div>
      </div>
      ${
        actions.includes("redrive")
          ? nothing
          : html`<p id="why-not" class="hint">${t(this.isLimited ? "letters.limited" : "letters.why-not")}</p>`
      }
      ${filterPanel("letters", this.filters, this.fields(), STANDARD)}
      ${contentOr(
        this.list.items,
        () => this.body(),
        this.error,
        () => this.load(),
      )}`;
  }

  fields() {
    const f = this.filters;
    const state = (code) => (code === ANY ? t("ui.any") : named("states", code));
    return html`${choice(t("letters.state"), "state", [...DEAD_LETTER_STATES, ANY], f.state, undefined, state)}
      ${field(t("ui.stream"), "streamId", f.streamId)}
      ${choice(t("letters.type"), "type", EVENT_TYPES, f.type, t("ui.any"), (code) => named("event-types", code))}
      ${field(t("letters.event-id"), "eventId", f.eventId)}
      ${choice(t("letters.category"), "category", FAILURES, f.category, t("ui.any"), (code) =>
        named("letters.categories", code),
      )}
      ${field(t("letters.failure-code"), "failureCode", f.failureCode)}
      ${field(t("letters.fingerprint"), "fingerprint", f.fingerprint)} ${field(t("letters.text"), "q", f.q)}
      ${moment(t("ui.from"), "from", f.from)} ${moment(t("ui.to"), "to", f.to)}
      <input type="hidden" name="groupBy" .value=${this.groups.by} />`;
  }

  body() {
    return html`${this.error ? notice(explain(this.error)) : nothing} ${this.jobs.view()}
    ${
      this.list.items.length
        ? html`${this.groups.view()} ${this.letters()}`
        : empty(t("letters.none"), t(this.isFiltered() ? "letters.none-filtered" : "letters.none-hint"))
    }`;
  }

  isFiltered() {
    return Object.entries(this.filters).some(([name, value]) => value && value !== STANDARD[name]);
  }

  letters() {
    const { items, nextCursor } = this.list;
    return html`<section id="letters" class="card" aria-labelledby="letters-title">
      <div class="title">
        <h2 id="letters-title">${t("letters.list", { count: items.length })}</h2>
        <div class="tools">
          ${
            this.held
              ? html`<button type="button" @click=${() => this.update()}>
                  ${t("letters.update", { count: this.changes(this.held) })}
                </button>`
              : nothing
          }
          <button type="button" @click=${() => this.save()}>${t("ui.csv")}</button>
        </div>
      </div>
      ${this.selected()}
      <table class="cards">
        <thead>
          <tr>
            <th scope="col"><span class="unseen">${t("letters.selection")}</span></th>
            <th scope="col">${t("letters.letter")}</th>
            <th scope="col">${t("letters.failure")}</th>
            <th scope="col">${t("ui.stream")}</th>
            <th scope="col">${t("letters.dead-lettered")}</th>
            <th scope="col">${t("letters.state")}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map((letter) => this.row(letter))}
        </tbody>
      </table>
      ${moreButton(nextCursor, () => this.more())}
    </section>`;
  }

  update() {
    this.apply(this.held);
    this.draw();
  }

  /** The selection, and what can be done with it. */
  selected() {
    const { items } = this.list;
    const chosen = items.filter((letter) => this.ticked.has(idOf(letter)));
    const actions = new Set(this.isLimited ? [] : chosen.flatMap((letter) => actionsOn(letter.state)));
    const isTooMany = chosen.length > MOST_IDS;
    return html`<div class="tools selection" role="group" aria-label=${t("letters.selection")}>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${chosen.length === items.length}
          .indeterminate=${chosen.length > 0 && chosen.length < items.length}
          @change=${(event) => {
            this.ticked = new Set(event.target.checked ? items.map(idOf) : []);
            this.draw();
          }}
        />
        ${t("letters.select-all")}</label
      >
      <span role="status">${t("letters.selected", { count: chosen.length })}</span>
      ${this.orders(isTooMany ? [] : [...actions], "selected", () => ({ ids: chosen.map(idOf) }))}
      ${isTooMany ? html`<span class="hint">${t("letters.too-many", { most: MOST_IDS })}</span>` : nothing}
    </div>`;
  }

  /** The buttons of orders; those that are not possible in the state are disabled. */
  orders(possible, on, selection) {
    const isAll = on === "all";
    const shown = isAll && this.filters.state === "discarded" ? ["redrive", "restore"] : ["redrive", "edit", "discard"];
    const all = isAll ? shown : [...shown, "restore"];
    return all.map(
      (action) =>
        html`<button
          type="button"
          class=${isAll && action === "redrive" ? "primary" : action === "discard" ? "danger" : ""}
          ?disabled=${!possible.includes(action)}
          aria-describedby=${isAll && !possible.includes(action) ? "why-not" : nothing}
          @click=${() => this.order(action, selection())}
        >
          ${t(isAll ? "letters.order-all." + action : "letters.order-selected." + action)}
        </button>`,
    );
  }

  row(letter) {
    const id = idOf(letter);
    const { code, message } = letter.failure;
    return html`<tr data-id=${id}>
      <td class="pick">
        <input
          type="checkbox"
          aria-label=${t("letters.select", { id })}
          .checked=${this.ticked.has(id)}
          @change=${(event) => {
            this.ticked[event.target.checked ? "add" : "delete"](id);
            this.draw();
          }}
        />
      </td>
      <td>
        <button type="button" class="link" @click=${() => this.show(id)}>
          ${letter.eventType ? named("event-types", letter.eventType) : t("letters.unknown-type")}
          ${written(letter.eventId || id)}
        </button>
      </td>
      <td><span translate="no">${code}</span><br />${written(message)}</td>
      <td data-label=${t("ui.stream")} translate="no">${letter.streamId}</td>
      <td data-label=${t("letters.dead-lettered")}>${time(letter.buriedAt)}</td>
      <td>${codeChip("states", letter.state)}</td>
    </tr>`;
  }

  save() {
    const row = (l) => [
      l.deadLetterId,
      l.streamId,
      l.eventType,
      l.eventId,
      l.state,
      l.failure.code,
      l.failure.category,
      l.failure.message,
      l.attempts,
      l.redrives,
      l.firstAttemptAt,
      l.buriedAt,
      l.fingerprint,
    ];
    const names =
      "deadLetterId,streamId,type,eventId,state,failureCode,category,message,attempts,redrives," +
      "firstAttemptAt,deadLetteredAt,fingerprint";
    saveCsv("dead-letters.csv", [names.split(","), ...this.list.items.map(row)]);
  }
}
