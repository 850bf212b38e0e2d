// Groups of dead letters with a common property, and operators' notes about them.
import { get, post, query } from "./api.js";
import { draftOf, keepDraft } from "./drafts.js";
import { named, rich, t, time } from "./texts.js";
import { choice, codeChip, explain, html, nothing, notice, say, written } from "./ui.js";
import { GROUPINGS } from "./vocabulary.js";

/** The filter that selects a group, by the property of the groups. */
const FILTER_OF = { cause: "fingerprint", type: "type", stream: "streamId" };

export class Groups {
  /** @param page the page of dead letters, which draws the groups and orders on them */
  constructor(page, filters, by) {
    this.page = page;
    this.filters = filters;
    this.by = by;
    this.found = null;
    /** The note that is being written: the group's key, and the text. */
    this.writing = null;
    this.error = null;
  }

  async load() {
    this.found = await get("dead-letters/groups" + query({ ...this.filters, groupBy: this.by }));
  }

  view() {
    return html`<section class="card" aria-labelledby="groups-title">
      <h2 id="groups-title">${t("letters.groups")}</h2>
      <div class="tools" @change=${(event) => this.page.go({ groupBy: event.target.value })}>
        ${choice(t("letters.group-by"), "groupBy", GROUPINGS, this.by, undefined, (by) =>
          named("letters.groupings", by),
        )}
      </div>
      <ul class="plain rows">
        ${this.found.items.map((group) => this.group(group))}
      </ul>
      ${this.found.complete ? nothing : html`<p class="hint">${t("letters.incomplete")}</p>`}
    </section>`;
  }

  group(group) {
    const filter = FILTER_OF[this.by];
    const own = filter && group.key ? { [filter]: group.key } : null;
    const possible = own ? this.page.actions : [];
    return html`<li data-id=${"group-" + group.key}>
      <div class="said">
        ${this.title(group)}
        <p class="dim">${rich("letters.group", { count: group.count, time: time(group.last) })}</p>
        ${this.note(group)}
      </div>
      <div class="actions">
        ${own ? this.button(t("letters.only"), group, () => this.page.go({ ...own, groupBy: "" })) : nothing}
        ${this.button(t("letters.example"), group, () => this.page.show(group.exampleId))}
        ${possible.map((action) =>
          this.button(t("letters.order-group." + action), group, () =>
            this.page.order(action, this.page.selection(own)),
          ),
        )}
      </div>
    </li>`;
  }

  /** A button with the group in its name for those who do not see where it is. */
  button(label, group, step) {
    return html`<button type="button" @click=${step}>
      ${label}<span class="unseen"> (${group.failure?.message || group.key})</span>
    </button>`;
  }

  title({ key, failure }) {
    const without = { type: t("letters.unknown-type"), exception: t("letters.no-exception") };
    const name = this.by === "type" && key ? named("event-types", key) : key || without[this.by];
    return html`${this.by === "cause" ? nothing : html`<p><strong>${written(name)}</strong></p>`}
    ${
      failure
        ? html`<p>
              <strong translate="no">${failure.code}</strong>
              ${codeChip("letters.categories", failure.category.toLowerCase())}
            </p>
            <p>${written(failure.message)}</p>`
        : html`<p>${t("letters.several-causes")}</p>`
    }`;
  }

  note({ key, note }) {
    if (this.writing?.key === key) return this.form();
    return html`${
        note
          ? html`<p class="note">
              ${written(note.text)}
              <span class="dim">${rich("letters.note-by", { by: written(note.by), time: time(note.at) })}</span>
            </p>`
          : nothing
      }<button type="button" class="quiet" @click=${() => this.write(key, note?.text || "")}>
        ${t(note ? "letters.edit-note" : "letters.add-note")}
      </button>`;
  }

  subject(key) {
    return "group-" + this.by + "-" + key;
  }

  /** Begins to write a note: with the draft, if one was kept, or the note as it is. */
  write(key, text) {
    this.writing = { key, text: draftOf(this.subject(key)) ?? text };
    this.error = null;
    this.page.draw();
    this.page.main.querySelector("#group-note").focus();
  }

  form() {
    return html`<form
      class="note"
      @submit=${(event) => {
        event.preventDefault();
        this.save();
      }}
      @keydown=${(event) => {
        if (event.key === "Escape") this.end();
      }}
    >
      <label
        >${t("letters.note")}
        <input
          id="group-note"
          maxlength="500"
          autocomplete="off"
          .value=${this.writing.text}
          @input=${(event) => {
            this.writing.text = event.target.value;
            keepDraft(this.subject(this.writing.key), event.target.value);
          }}
      /></label>
      <button class="primary">${t("letters.save-note")}</button>
      <button type="button" @click=${() => this.end()}>${t("ui.cancel")}</button>
      ${this.error ? notice(explain(this.error)) : nothing}
    </form>`;
  }

  async save() {
    const { key, text } = this.writing;
    try {
      await post("dead-letters/groups/note", { groupBy: this.by, key, text });
      await this.load();
      say(t("letters.note-saved"));
      this.end();
    } catch (error) {
      this.error = error;
      this.page.draw();
    }
  }

  end() {
    const { key } = this.writing;
    keepDraft(this.subject(key), null);
    this.writing = null;
    this.page.draw();
    this.page.main.querySelector('[data-id="' + CSS.escape("group-" + key) + '"] button.quiet')?.focus();
  }
}
