// The audit trail: decisions, restrictions, notes, policy changes, exports and erasures, and its export.
import { get, query } from "./api.js";
import { moment } from "./moments.js";
import { filterPanel, hash } from "./router.js";
import { named, t, time } from "./texts.js";
import {
  chip,
  choice,
  contentOr,
  empty,
  explain,
  field,
  html,
  moreButton,
  nothing,
  notice,
  render,
  saveFile,
  say,
  written,
} from "./ui.js";
import { AUDIT_ACTIONS } from "./vocabulary.js";

const PAGE = 50;
const EXPORT_PAGE = 200;
const FILTERS = ["moderator", "action", "streamId", "from", "to"];

export function audit(main, parameters) {
  const page = new Audit(main, parameters);
  page.load();
  return page;
}

class Audit {
  constructor(main, parameters) {
    this.main = main;
    this.filters = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) || ""]));
    this.lines = this.next = this.error = this.problem = null;
    this.exported = null;
  }

  close() {
    this.isClosed = true;
  }

  async load(cursor) {
    this.draw();
    try {
      const page = await get("audit" + query({ ...this.filters, limit: PAGE, cursor }), { lines: true });
      const lines = page.text.split("\n").filter(Boolean).map(JSON.parse);
      this.lines = cursor ? [...this.lines, ...lines] : lines;
      this.next = page.next;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  /** Saves all pages of what the filters select as one file, and tells how many lines there are so far. */
  async export() {
    if (this.exported !== null) return;
    const pages = [];
    let cursor;
    this.exported = 0;
    this.problem = null;
    try {
      do {
        this.draw();
        const where = "audit" + query({ ...this.filters, format: "csv", limit: EXPORT_PAGE, cursor });
        const page = await get(where, { lines: true });
        pages.push(page.text);
        this.exported += page.text.split("\n").length - 1;
        cursor = page.next;
      } while (cursor && !this.isClosed);
      if (!this.isClosed) {
        saveFile("audit.csv", "text/csv", pages);
        say(t("audit.exported", { count: Math.max(0, this.exported - 1) }));
      }
    } catch (error) {
      this.problem = explain(error);
    }
    this.exported = null;
    this.draw();
  }

  draw() {
    if (this.isClosed) return;
    const isExporting = this.exported !== null;
    render(
      html`<div class="title">
          <h1>${t("frame.pages.audit")}</h1>
          <div class="tools">
            <button type="button" class="primary" ?disabled=${isExporting} @click=${() => this.export()}>
              ${isExporting ? t("audit.exporting", { count: this.exported }) : t("audit.export")}
            </button>
            <button type="button" @click=${() => this.load()}>${t("ui.reload")}</button>
          </div>
        </div>
        ${filterPanel("audit", this.filters, this.fields())} ${this.problem ? notice(this.problem) : nothing}
        ${contentOr(
          this.lines,
          () => this.table(),
          this.error,
          () => this.load(),
        )}`,
      this.main,
    );
  }

  fields() {
    const { moderator, action, streamId, from, to } = this.filters;
    const range = html`${moment(t("ui.from"), "from", from)} ${moment(t("ui.to"), "to", to)}`;
    return html`${field(t("audit.who"), "moderator", moderator)}
    ${choice(t("audit.action"), "action", AUDIT_ACTIONS, action, t("ui.any"), (one) => named("audit.actions", one))}
    ${field(t("ui.stream"), "streamId", streamId)} ${range}`;
  }

  table() {
    if (!this.lines.length && !this.next) return empty(t("audit.none"), t("audit.none-hint"));
    return html`${this.error ? notice(explain(this.error)) : nothing}
      <section class="card" aria-labelledby="lines">
        <h2 id="lines">${t("audit.shown", { count: this.lines.length })}</h2>
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">${t("audit.at")}</th>
              <th scope="col">${t("audit.who")}</th>
              <th scope="col">${t("audit.action")}</th>
              <th scope="col">${t("audit.about")}</th>
              <th scope="col">${t("ui.note")}</th>
            </tr>
          </thead>
          <tbody>
            ${this.lines.map(row)}
          </tbody>
        </table>
        ${moreButton(this.next, () => this.load(this.next))}
      </section>`;
  }
}

const authorOf = ({ author, streamId }) => html`<a href=${hash("author", { author, streamId })}>${written(author)}</a>`;

const row = (line) =>
  html`<tr>
    <td>${time(line.at)}</td>
    <td data-label=${t("audit.who")}>${written(line.who)}</td>
    <td>
      ${named("audit.actions", line.action)} ${line.reason ? chip(named("reasons", line.reason)) : nothing}
      ${line.assignee ? written(line.assignee) : nothing}
    </td>
    <td>
      ${
        line.author
          ? html`<a href=${hash("author", { author: line.author, streamId: line.streamId })}
              >${written(line.author)}</a
            >`
          : nothing
      }
      ${line.streamId ? html`<bdi class="dim" translate="no">${line.streamId}</bdi>` : nothing}
      ${
        line.violationId
          ? html`<a href=${hash("review", { id: line.violationId })}>${t("author.open-case")}</a>`
          : nothing
      }
    </td>
    <td>${line.note ? written(line.note) : nothing}</td>
  </tr>`;
