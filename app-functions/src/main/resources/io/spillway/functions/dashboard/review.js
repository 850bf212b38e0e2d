// The review page: the queue, the one that is looked at, and the keyboard.
import { openBulk } from "./bulk.js";
import { claims, Desk, drafts } from "./desk.js";
import { filtering, goTo } from "./router.js";
import { shortcuts, textMode } from "./settings.js";
import {
  choice,
  chip,
  dialogOpen,
  due,
  empty,
  failure,
  field,
  html,
  loading,
  nothing,
  openDialog,
  render,
  say,
  severity,
  written,
} from "./ui.js";
import { Violation, wasPublished } from "./violation.js";
import { CATEGORIES, SEVERITIES, WAITING } from "./vocabulary.js";

const STATES = [...WAITING, "upheld", "dismissed"];
const FILTERS = ["state", "streamId", "category", "severity", "author", "q"];

const EVERY_MILLIS = 10000;

const KEYS = [
  ["j", "Next case", (page) => page.desk.move(1)],
  ["k", "Previous case", (page) => page.desk.move(-1)],
  ["n", "Claim the next case", (page) => page.tell(page.desk.claimNext())],
  ["c", "Claim this case", (page) => page.tell(page.desk.claim())],
  ["r", "Release the claim", (page) => page.tell(page.desk.giveBack())],
  ["s", "Show or hide the text", (page) => page.detail.toggle()],
  ["u", "Uphold: the message stays withheld", (page) => page.decide("upheld")],
  ["d", "Dismiss: the message is published", (page) => page.decide("dismissed")],
  ["e", "Escalate: another moderator decides", (page) => page.decide("escalated")],
  ["z", "Undo your last decision", (page) => page.tell(page.desk.undo())],
  ["?", "Shortcuts and settings", () => help()],
];

const ARROWS = { ArrowDown: "j", ArrowUp: "k" };

/** A held key moves, but decides only once. */
const REPEATED = ["j", "k"];

/** The character of a key; by its place where the layout or the input method is not Latin. */
function letter({ key, code, shiftKey }) {
  if (key === "?") return key;
  if (shiftKey) return null;
  const hasOther = key === "Process" || /^(?!\p{Script=Latin})\p{L}$/u.test(key);
  return hasOther ? code.replace(/^Key/, "").toLowerCase() : key.toLowerCase();
}

export function review(main, parameters, session) {
  const page = new Page(main, parameters, session);
  page.load();
  return page;
}

class Page {
  constructor(main, parameters, session) {
    this.main = main;
    this.filters = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) || ""]));
    this.desk = new Desk(this.filters, () => this.draw());
    this.detail = new Violation(this, session, () => this.draw());
    this.error = null;
    this.loaded = false;
    this.onKey = (event) => this.press(event);
    document.addEventListener("keydown", this.onKey);
    this.timer = setInterval(() => this.follow(), EVERY_MILLIS);
  }

  /** New ones come by themselves; one that cannot be asked for now is asked for next time. */
  follow() {
    if (this.loaded && !document.hidden) this.desk.follow().catch(() => this.draw());
  }

  close() {
    document.removeEventListener("keydown", this.onKey);
    clearInterval(this.timer);
    this.detail.close();
  }

  async load() {
    this.error = null;
    this.loaded = false;
    this.draw();
    try {
      await this.desk.load();
      this.loaded = true;
    } catch (error) {
      this.error = error;
    }
    this.draw();
    document.getElementById("queue")?.focus();
  }

  async tell(step) {
    const done = await step;
    if (done) say(done);
  }

  decide(state) {
    const { reason, note } = this.detail.words(state);
    return this.tell(this.desk.decide(state, reason, note));
  }

  press(event) {
    const typing = event.target.closest?.("input, select, textarea, dialog");
    if (typing || dialogOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.target.id === "queue" && ARROWS[event.key];
    if (shortcuts.value === "off" && !step) return;
    const wanted = step || letter(event);
    const key = KEYS.find(([name]) => name === wanted);
    if (!key) return;
    event.preventDefault();
    if (event.repeat && !REPEATED.includes(wanted)) return;
    key[2](this);
  }

  draw() {
    render(this.view(), this.main);
    this.detail.follow(this.desk.selected);
    this.detail.showDraft();
    document.querySelector("#queue [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  view() {
    return html`<div class="title">
        <h1>Review</h1>
        ${this.tools()}
      </div>
      ${this.filterForm()}
      ${this.error ? failure(this.error, () => this.load()) : this.loaded ? this.columns() : loading("the queue")}`;
  }

  tools() {
    return html`<div class="tools">
      <button type="button" class="primary" @click=${() => this.tell(this.desk.claimNext())}>
        Claim next <kbd>n</kbd>
      </button>
      <button type="button" @click=${() => openBulk(this.filters, () => this.load())}>Bulk decision…</button>
      <button type="button" @click=${() => this.load()}>Reload</button>
      <button type="button" @click=${help}>Shortcuts &amp; settings <kbd>?</kbd></button>
    </div>`;
  }

  filterForm() {
    const set = Object.values(this.filters).filter(Boolean).length;
    return html`<details class="filters" ?open=${set > 0}>
      <summary>Filters${set ? " (" + set + ")" : ""}</summary>
      <form @submit=${filtering("review")}>
        ${choice("State", "state", STATES, this.filters.state, "All pending")}
        ${choice("Severity", "severity", SEVERITIES, this.filters.severity, "any")}
        ${choice("Category", "category", CATEGORIES, this.filters.category, "any")}
        ${field("Stream", "streamId", this.filters.streamId)} ${field("Author", "author", this.filters.author)}
        ${field("Text contains", "q", this.filters.q)}
        <button>Filter</button>
        <button type="button" @click=${() => goTo("review")}>Clear</button>
      </form>
    </details>`;
  }

  columns() {
    const { items, index } = this.desk;
    if (!items.length) {
      return html`<div>${this.detail.notice()}${empty("Queue is empty.", "New cases appear automatically.")}</div>`;
    }
    return html`<div class="columns">
      <section aria-labelledby="queue-title">
        <h2 id="queue-title">${this.heading(items.length)}</h2>
        <ul id="queue" role="listbox" tabindex="0" aria-labelledby="queue-title" aria-activedescendant="v-${index}">
          ${items.map((item, at) => this.row(item, at))}
        </ul>
      </section>
      ${this.detail.view(this.desk.selected)}
    </div>`;
  }

  heading(count) {
    const { more } = this.desk;
    if (!this.desk.waitingOnly) return (more ? "The latest " : "") + count + " " + this.filters.state;
    const saving = this.desk.pending ? " · saving" : "";
    return (more ? "More than " + count : count) + " to review · by due time" + saving;
  }

  row(item, at) {
    const mine = claims.token(item.violationId);
    return html`<li
      id="v-${at}"
      role="option"
      aria-selected=${at === this.desk.index ? "true" : "false"}
      @click=${() => this.desk.select(at)}
    >
      <span class="row-top">${severity(item.verdict.severity)} <strong>${item.verdict.category}</strong></span>
      <span class="row-mid">${written(item.author)} <span class="dim">on ${item.streamId}</span></span>
      <span class="row-end"
        >${WAITING.includes(item.state) ? due(item.dueAt) : nothing}
        ${wasPublished(item) ? chip("was published", "warn") : nothing}
        ${item.state !== "open" ? chip(item.state) : nothing} ${drafts.has(item.violationId) ? chip("draft") : nothing}
        ${mine ? chip("yours", "good") : item.claim ? chip("claimed") : nothing}</span
      >
    </li>`;
  }
}

function help() {
  openDialog((dialog) => {
    dialog.setAttribute("aria-labelledby", "help-title");
    const change = (setting) => (event) => {
      setting.value = event.target.value;
    };
    render(
      html`<h2 id="help-title">Shortcuts and settings</h2>
        <dl class="keys">
          ${KEYS.map(
            ([key, does]) =>
              html`<div>
                <dt><kbd>${key}</kbd></dt>
                <dd>${does}</dd>
              </div>`,
          )}
        </dl>
        <label
          >Withheld text
          <select @change=${change(textMode)}>
            ${options(textMode)}
          </select></label
        >
        <label
          >Single-key shortcuts
          <select @change=${change(shortcuts)}>
            ${options(shortcuts)}
          </select></label
        >
        <p class="hint">Applies from the next message.</p>
        <form method="dialog"><button class="primary">Close</button></form>`,
      dialog,
    );
  });
}

const options = (setting) =>
  setting.allowed.map((value) => html`<option ?selected=${value === setting.value}>${value}</option>`);
