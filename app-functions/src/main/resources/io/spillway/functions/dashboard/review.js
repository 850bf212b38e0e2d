// The review page: the queue, the open case, and the keyboard.
import { openAssign } from "./assign.js";
import { ByFilter, BySelection, openBulk } from "./bulk.js";
import { claims } from "./claims.js";
import { Desk, isDecided } from "./desk.js";
import { drafts } from "./drafts.js";
import { moment } from "./moments.js";
import { following } from "./refresh.js";
import { filterPanel } from "./router.js";
import { shortcuts, textMode } from "./settings.js";
import { openShortcuts } from "./shortcuts.js";
import { named, number, t } from "./texts.js";
import {
  choice,
  chip,
  codeChip,
  dialogOpen,
  due,
  empty,
  failure,
  field,
  html,
  isolated,
  loading,
  nothing,
  render,
  saveCsv,
  say,
  severity,
  written,
} from "./ui.js";
import { key, Violation, wasPublished } from "./violation.js";
import { CATEGORIES, DECIDED, SEVERITIES, WAITING } from "./vocabulary.js";

const STATES = ["any", ...WAITING, ...DECIDED];
const FILTERS = ["state", "streamId", "category", "severity", "author", "assignee", "from", "to", "q"];

/** Rows are drawn anew when what they show may have changed. */
const ROW_MILLIS = 10000;

const KEYS = [
  ["j", (page) => page.desk.move(1)],
  ["k", (page) => page.desk.move(-1)],
  ["n", (page) => page.tell(page.desk.claimNext())],
  ["c", (page) => page.tell(page.desk.claim())],
  ["r", (page) => page.tell(page.desk.release())],
  ["s", (page) => page.detail.toggle()],
  ["u", (page) => page.decide("upheld")],
  ["d", (page) => page.decide("dismissed")],
  ["e", (page) => page.decide("escalated")],
  ["o", (page) => page.decide("reopened")],
  ["z", (page) => page.tell(page.desk.undo())],
  ["a", (page) => page.assign()],
  ["t", (page) => page.detail.writeNote()],
  ["y", (page) => page.detail.templates()],
  ["x", (page) => page.desk.selected && page.desk.pick(page.desk.selected.violationId)],
  ["b", () => document.querySelector(".picked button")?.focus()],
  ["?", (page) => page.help()],
];

const SAME = { ArrowDown: "j", ArrowUp: "k", "/": "t" };

/** A held key moves, but decides only once. */
const REPEATED = ["j", "k"];

/** The character of a key; by its place where the layout or the input method is not Latin. */
function letter({ key: name, code, shiftKey }) {
  if (name === "?" || name === "/") return SAME[name] || name;
  if (shiftKey) return null;
  const hasOther = name === "Process" || /^(?!\p{Script=Latin})\p{L}$/u.test(name);
  return hasOther ? code.replace(/^Key/, "").toLowerCase() : name.toLowerCase();
}

/** The digit of a key by its place, because some layouts need Shift for digits; with Shift, the other digits. */
function digit({ code, shiftKey }) {
  const found = /^(?:Digit|Numpad)(\d)$/.exec(code || "");
  return found && (shiftKey ? "⇧" : "") + found[1];
}

export function review(main, parameters, session) {
  const page = new Page(main, parameters, session);
  page.load(parameters.get("id"));
  return page;
}

class Page {
  constructor(main, parameters, session) {
    this.main = main;
    this.session = session;
    this.filters = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) || ""]));
    this.desk = new Desk(this.filters, session, () => this.draw());
    this.detail = new Violation(this, session, () => this.draw());
    this.error = null;
    this.loaded = false;
    this.rows = new Map();
    this.revealed = null;
    this.isListOpen = false;
    this.onKey = (event) => this.press(event);
    this.onClose = () => setTimeout(() => this.keepFocus());
    document.addEventListener("keydown", this.onKey);
    document.addEventListener("close", this.onClose, true);
    this.polls = following(() => this.follow());
  }

  /** New cases appear by themselves; after a failure, the frame says so and the next poll tries again. */
  async follow() {
    if (this.loaded) await this.desk.follow().catch(() => this.draw());
  }

  close() {
    this.isClosed = true;
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("close", this.onClose, true);
    this.polls.close();
    this.detail.close();
    this.desk.watch(null);
  }

  async load(id) {
    this.error = null;
    this.loaded = false;
    this.draw();
    try {
      await this.desk.load(id);
      this.loaded = true;
    } catch (error) {
      this.error = error;
    }
    this.draw();
    this.focusQueue();
  }

  focusQueue() {
    (document.getElementById("queue") || this.main.querySelector("h1"))?.focus({ preventScroll: true });
  }

  /** Brings the focus back to the queue when the button that had it is gone. */
  keepFocus() {
    const { activeElement } = document;
    const isLost = activeElement === document.body || activeElement.disabled;
    if (isLost && this.loaded && !this.isClosed) this.focusQueue();
  }

  async tell(step) {
    const done = await step;
    if (done) say(done);
  }

  decide(state) {
    const { reason, note } = this.detail.words(state);
    return this.tell(this.desk.decide(state, reason, note));
  }

  assign() {
    const { selected } = this.desk;
    if (!selected || isDecided(selected)) return;
    openAssign({
      session: this.session,
      assignee: selected.assignee,
      count: 1,
      assign: async (to, note) => say(await this.desk.assign(selected, to, note)),
    });
  }

  assignPicked() {
    const items = this.desk.pickedItems;
    openAssign({
      session: this.session,
      count: items.length,
      assign: async (to, note) => {
        const { done, error } = await this.desk.assignAll(items, to, note);
        if (!done) throw error;
        say(t("review.assigned-many", { count: done, total: number(items.length) }));
      },
    });
  }

  /** Decides about all that match, or about the selected cases. */
  bulk(cases, state) {
    openBulk(
      cases,
      (made, isUndone) => {
        this.desk.decided.addMany(made, isUndone);
        this.load();
      },
      state,
    );
  }

  help() {
    openShortcuts([
      ...KEYS.map(([name]) => [name === "t" ? "t /" : name, t("review.keys." + (name === "?" ? "help" : name))]),
      ["1–0", t("review.keys.reason")],
      ["⇧1–⇧9", t("review.keys.other-reason")],
      ["Enter", t("review.keys.enter")],
      ["Esc", t("review.keys.escape")],
    ]);
  }

  press(event) {
    const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog");
    if (typing || dialogOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
    const isArrow = event.target.id === "queue" && event.key.startsWith("Arrow");
    const step = isArrow && SAME[event.key];
    if (shortcuts.value === "off" && !step) return;
    const reason = digit(event);
    const wanted = step || letter(event);
    const found = KEYS.find(([name]) => name === wanted);
    if (!found && !reason) return;
    event.preventDefault();
    if (event.repeat && !REPEATED.includes(wanted)) return;
    if (found) found[1](this);
    else this.detail.chooseReason(reason);
  }

  draw() {
    if (this.isClosed) return;
    const had = this.main.contains(document.activeElement);
    render(this.view(), this.main);
    if (this.loaded) this.detail.follow(this.desk.selected);
    this.detail.showDraft();
    this.reveal();
    if (had) this.keepFocus();
  }

  /** Scrolls the list, and nothing else, to a case that has just been selected. */
  reveal() {
    const id = this.desk.selected?.violationId;
    if (this.revealed === id) return;
    this.revealed = id;
    const list = document.getElementById("queue");
    const row = list?.querySelector("[aria-selected=true]");
    if (!row) return;
    const end = row.offsetTop + row.offsetHeight - list.clientHeight;
    list.scrollTop = Math.max(end, Math.min(list.scrollTop, row.offsetTop));
  }

  view() {
    return html`<div class="title">
        <h1 tabindex="-1">${t("frame.pages.review")}</h1>
        ${this.tools()}
      </div>
      ${this.filterForm()}
      ${this.error ? failure(this.error, () => this.load()) : this.loaded ? this.columns() : loading()}`;
  }

  tools() {
    const { desk } = this;
    return html`<div id="review-tools" class="tools">
      <button type="button" class="primary" aria-keyshortcuts="n" @click=${() => this.tell(desk.claimNext())}>
        ${t("review.claim-next")} ${key("n")}
      </button>
      <button type="button" aria-keyshortcuts="z" ?disabled=${!desk.decided.any} @click=${() => this.tell(desk.undo())}>
        ${t("review.undo-last")} ${key("z")}
      </button>
      <button type="button" @click=${() => this.bulk(new ByFilter(this.filters))}>${t("review.bulk")}</button>
      <button type="button" @click=${() => this.load(desk.selected?.violationId)}>${t("ui.reload")}</button>
      <button type="button" ?disabled=${!desk.items.length} @click=${() => this.save()}>${t("ui.csv")}</button>
      <button type="button" aria-keyshortcuts="?" @click=${() => this.help()}>
        ${t("review.shortcuts")} ${key("?")}
      </button>
    </div>`;
  }

  filterForm() {
    const { state, severity: level, category, streamId, author, assignee, from, to, q } = this.filters;
    const any = t("ui.any");
    const states = (value) => (value === "any" ? any : named("states", value));
    return filterPanel(
      "review",
      this.filters,
      html`${choice(t("review.state"), "state", STATES, state, t("review.all-pending"), states)}
      ${choice(t("review.severity"), "severity", SEVERITIES, level, any, (one) =>
        named("severities", one.toLowerCase()),
      )}
      ${choice(t("review.category"), "category", CATEGORIES, category, any, (one) => named("categories", one))}
      ${field(t("ui.stream"), "streamId", streamId)} ${field(t("ui.author"), "author", author)}
      ${field(t("review.text-contains"), "q", q)} ${field(t("review.assignee"), "assignee", assignee)}
      ${moment(t("ui.from"), "from", from)} ${moment(t("ui.to"), "to", to)}`,
    );
  }

  columns() {
    const { items, selected, more } = this.desk;
    if (!items.length) {
      const isFiltered = Object.values(this.filters).some(Boolean);
      return html`<div>
        ${this.detail.notice()}
        ${
          isFiltered
            ? empty(t("review.no-match"), t("review.no-match-hint"))
            : empty(t("review.empty"), t("review.empty-hint"))
        }
      </div>`;
    }
    const drafted = drafts.all();
    const mine = claims.all();
    return html`<div class="columns">
      <section class="list" aria-labelledby="queue-title">
        <h2 id="queue-title">${this.heading(items)}</h2>
        ${this.pager()} ${this.pickedTools()}
        <ul
          id="queue"
          class=${this.isListOpen ? "open" : nothing}
          role="listbox"
          tabindex="0"
          aria-labelledby="queue-title"
          aria-activedescendant=${rowId(selected)}
          @click=${(event) => this.click(event)}
        >
          ${items.map((item) => this.row(item, item === selected, drafted, mine))}
        </ul>
        ${
          more
            ? html`<button type="button" class="more" @click=${() => this.desk.loadMore()}>${t("ui.more")}</button>`
            : nothing
        }
      </section>
      ${this.detail.view(selected)}
    </div>`;
  }

  heading(items) {
    const { more, pending, waitingOnly } = this.desk;
    // A case that was opened by its link, or decided by another moderator, is listed too.
    const count = waitingOnly ? items.filter((item) => WAITING.includes(item.state)).length : items.length;
    const { state } = this.filters;
    const [listed, listedMore] = waitingOnly
      ? ["review.to-review", "review.to-review-more"]
      : state === "any"
        ? ["review.listed-any", "review.listed-any-more"]
        : ["review.listed", "review.listed-more"];
    const parts = [t(more ? listedMore : listed, { count, state: named("states", state) })];
    if (pending) parts.push(t("review.saving"));
    return parts.join(" · ");
  }

  /** On a narrow screen, one row of the list is enough until more is wanted. */
  pager() {
    const { desk, isListOpen } = this;
    const step = (label, steps) => html`<button type="button" @click=${() => desk.move(steps)}>${label}</button>`;
    const toggle = () => {
      this.isListOpen = !isListOpen;
      this.revealed = null;
      this.draw();
    };
    return html`<div class="pager">
      ${step(t("review.previous"), -1)} ${step(t("review.next"), 1)}
      <button type="button" aria-expanded=${isListOpen ? "true" : "false"} aria-controls="queue" @click=${toggle}>
        ${t("review.list")}
      </button>
    </div>`;
  }

  /** What can be done with the selected cases. */
  pickedTools() {
    const { desk } = this;
    const items = desk.pickedItems;
    if (!items.length) return nothing;
    const decide = (state) => this.bulk(new BySelection(desk.pickedItems), state);
    const button = (label, act) => html`<button type="button" @click=${act}>${label}</button>`;
    const areDecided = items.every(isDecided);
    return html`<div class="picked" role="group" aria-label=${t("review.selection")}>
      <span role="status">${t("review.selected", { count: items.length })}</span>
      ${
        areDecided
          ? button(t("review.reopen-selected"), () => decide("reopened"))
          : html`${button(t("review.uphold-selected"), () => decide("upheld"))}
            ${button(t("review.dismiss-selected"), () => decide("dismissed"))}
            ${button(t("review.assign-selected"), () => this.assignPicked())}`
      }
      ${button(t("review.select-all"), () => desk.pickAll(true))}
      ${button(t("review.select-none"), () => desk.pickAll(false))}
    </div>`;
  }

  click(event) {
    const id = event.target.closest("[role=option]")?.dataset.id;
    if (!id) return;
    if (event.shiftKey) this.desk.pickTo(id);
    else if (event.target.closest(".pick") || event.ctrlKey || event.metaKey) this.desk.pick(id);
    else this.desk.selectId(id);
  }

  /** The row of a case, which is made anew only when it shows something else. */
  row(item, isSelected, drafted, mine) {
    const id = item.violationId;
    const isPicked = this.desk.picked.size ? this.desk.picked.has(id) : null;
    const [isDrafted, isMine] = [drafted, mine].map((all) => Object.hasOwn(all, id));
    const marks = { isSelected, isPicked, isDrafted, isMine };
    const state = [item.etag, ...Object.values(marks), Math.floor(Date.now() / ROW_MILLIS)].join();
    const before = this.rows.get(id);
    if (before?.state === state) return before.view;
    if (this.rows.size > 2 * this.desk.items.length + 100) this.rows.clear();
    const view = this.newRow(item, marks);
    this.rows.set(id, { state, view });
    return view;
  }

  newRow(item, { isSelected, isPicked, isDrafted, isMine }) {
    const { verdict, state, claim } = item;
    const isClaimed = claim && Date.parse(claim.until) > Date.now();
    return html`<li
      id=${rowId(item)}
      data-id=${item.violationId}
      role="option"
      aria-selected=${isSelected ? "true" : "false"}
      aria-checked=${isPicked ?? nothing}
    >
      <span class="pick" aria-hidden="true" title=${t("review.select")}>${isPicked ? "☑" : "☐"}</span>
      <span class="row-top"
        >${severity(verdict.severity)} <strong>${named("categories", verdict.category)}</strong></span
      >
      <span class="row-mid">${written(item.author)} <span class="dim">${item.streamId}</span></span>
      <span class="row-end"
        >${WAITING.includes(state) ? due(item.dueAt) : nothing}
        ${wasPublished(item) ? chip(t("case.was-published"), "warn") : nothing}
        ${state !== "open" ? codeChip("states", state) : nothing} ${isDrafted ? chip(t("review.draft")) : nothing}
        ${item.assignee ? chip(t("review.for", { name: isolated(item.assignee) })) : nothing}
        ${isMine ? chip(t("case.yours"), "good") : isClaimed ? chip(t("review.claimed-chip")) : nothing}</span
      >
    </li>`;
  }

  /** Saves what the list shows; texts only if they are shown to this moderator. */
  save() {
    const withTexts = textMode.value === "shown";
    const names = ["violationId", "streamId", "author", "state", "category", "severity", "score", "sentAt", "heldAt"];
    const rows = this.desk.items.map((item) => {
      const { category, severity: level, score } = item.verdict;
      const { at, who, reason } = item.audit.at(-1);
      const of = { ...item, category, severity: level, score };
      return [...names.map((name) => of[name]), item.dueAt, item.assignee, at, who, reason, withTexts ? item.text : ""];
    });
    saveCsv("cases.csv", [[...names, "dueAt", "assignee", "changedAt", "changedBy", "reason", "text"], ...rows]);
  }
}

const rowId = (item) => "v-" + item?.violationId;
