// The page of an author: messages, cases, reports, restrictions and notes, and what can be done about them.
import { get, path, post, query } from "./api.js";
import { openErase, openNote, openRestrict, saveExport } from "./author-forms.js";
import { filtering, hash, permalink } from "./router.js";
import { textMode } from "./settings.js";
import { ago, decimal, named, t, time } from "./texts.js";
import {
  chip,
  codeChip,
  contentOr,
  copyButton,
  empty,
  explain,
  field,
  html,
  isolated,
  moreButton,
  nothing,
  notice,
  render,
  saveCsv,
  say,
  severity,
  written,
} from "./ui.js";
import { openWithholdAll, Withheld } from "./withhold.js";

const PAGE = 50;
const EVERY_MILLIS = 1500;

export function author(main, parameters, session) {
  const page = new AuthorPage(main, parameters.get("author") || "", parameters.get("streamId") || "", session);
  page.load();
  return page;
}

/** The address of an author's page. */
export const authorLink = (name, streamId) =>
  html`<a href=${hash("author", { author: name, streamId })}>${written(name)}</a>`;

class AuthorPage {
  constructor(main, name, streamId, session) {
    this.main = main;
    this.name = name;
    this.scope = { author: name, ...(streamId && { streamId }) };
    this.session = session;
    this.isShown = textMode.value === "shown";
    this.page = this.error = this.problem = this.erasure = null;
    this.withheld = new Withheld((error) => this.refused(error));
  }

  close() {
    clearTimeout(this.timer);
    this.isClosed = true;
  }

  async load() {
    this.draw();
    if (!this.name) return;
    try {
      this.page = await get("authors" + query(this.scope));
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  /** Reads further items of one of the listings of the page. */
  async more(list, where) {
    const { items, nextCursor: cursor } = this.page[list];
    try {
      const next = await get(where + query({ ...this.scope, limit: PAGE, cursor }));
      this.page[list] = { ...next, items: [...items, ...next.items] };
      this.refused(null);
    } catch (error) {
      this.refused(error);
    }
  }

  /** Does a step and reads the page again. */
  async step(action, done) {
    this.problem = null;
    try {
      await action();
      say(done);
      await this.load();
    } catch (error) {
      this.refused(error);
    }
  }

  /** Tells above the page that a step was refused, or that none was. */
  refused(error) {
    this.problem = error;
    this.draw();
  }

  draw() {
    if (this.isClosed) return;
    render(
      html`<div class="title">
          <h1>${this.name ? t("author.title", { author: isolated(this.name) }) : t("author.find")}</h1>
          ${
            this.name
              ? html`<div class="tools">
                  ${copyButton(t("ui.copy-link"), () => permalink("author", this.scope))}
                  <button type="button" @click=${() => this.load()}>${t("ui.reload")}</button>
                </div>`
              : nothing
          }
        </div>
        <form @submit=${filtering("author")}>
          ${field(t("ui.author"), "author", this.name)} ${field(t("author.stream"), "streamId", this.scope.streamId)}
          <button>${t("ui.show")}</button>
        </form>
        ${this.content()}`,
      this.main,
    );
  }

  content() {
    if (!this.name) return empty(t("author.none"), t("author.none-hint"));
    return contentOr(
      this.page,
      (page) => this.body(page),
      this.error,
      () => this.load(),
    );
  }

  body(page) {
    return html`${this.problem ? notice(explain(this.problem)) : nothing} ${this.actions()}
      <div class="side">${this.standing(page)} ${this.restrictions(page.restrictions.items)}</div>
      ${this.messages(page.messages)} ${this.violations(page.violations)}
      <div class="side">${this.reports(page)} ${this.notes(page.notes)}</div>`;
  }

  actions() {
    const isOperator = this.session.roles.includes("operator");
    const button = (label, action, kind = "") =>
      html`<button type="button" class=${kind} @click=${action}>${label}</button>`;
    return html`<div class="actions block" role="group" aria-label=${t("author.actions")}>
        ${button(t("author.restrict"), () => openRestrict(this.scope, () => this.load()), "danger")}
        ${button(t("author.withhold-all"), () => openWithholdAll(this.scope, () => this.load()), "danger")}
        ${button(t("author.add-note"), () => openNote(this.scope, () => this.load()))}
        ${
          isOperator
            ? html`${button(t("author.export"), () => this.step(() => saveExport(this.scope), t("author.exported")))}
              ${button(t("author.erase"), () => openErase(this.scope, (erasure) => this.follow(erasure)), "danger")}`
            : nothing
        }
      </div>
      ${this.erasure ? this.erasing(this.erasure) : nothing}`;
  }

  /** Shows the progress of an erasure until it is done. */
  follow(erasure) {
    this.erasure = erasure;
    this.draw();
    if (erasure.state === "done" || this.isClosed) return this.load();
    this.timer = setTimeout(
      () =>
        get(path`erasures/${erasure.erasureId}`).then(
          (now) => this.follow(now),
          () => this.follow(erasure),
        ),
      EVERY_MILLIS,
    );
  }

  erasing({ erasureId, state, done }) {
    return html`<p class="notice" role="status">
      ${t("author.erasure." + state)} <code translate="no">${erasureId}</code>
      ${Object.entries(done).map(([kind, count]) => html`${chip(named("author.kinds", kind) + " " + count)} `)}
    </p>`;
  }

  standing({ standing }) {
    return html`<section class="card" aria-labelledby="standing">
      <h2 id="standing">${t("author.standing")}</h2>
      ${
        standing
          ? html`<p>
                ${chip(t("author.strikes", { count: standing.strikes }), standing.strikes ? "bad" : "good")}
                ${t("author.strike-days", { count: standing.rules.strikeDays })}
              </p>
              <p>${codeChip("effects", standing.effect, standing.effect === "none" ? "good" : "warn")}</p>`
          : html`<p class="dim">${t("author.standing-stream")}</p>`
      }
    </section>`;
  }

  restrictions(items) {
    return html`<section class="card" aria-labelledby="restrictions">
      <h2 id="restrictions">${t("author.restrictions")}</h2>
      ${
        items.length
          ? html`<ul class="plain rows">
              ${items.map((one) => this.restriction(one))}
            </ul>`
          : html`<p class="dim">${t("author.no-restrictions")}</p>`
      }
    </section>`;
  }

  restriction(one) {
    const lift = () =>
      this.step(
        () => post("restrictions/lift" + query({ streamId: one.streamId }), { author: this.name }),
        t("author.lifted"),
      );
    return html`<li>
      <div class="said">
        <p>
          ${codeChip("effects", one.effect, "warn")}
          ${one.streamId ? html`<bdi>${one.streamId}</bdi>` : t("author.everywhere")}
        </p>
        <p>${t("author.until")} ${time(one.until)}</p>
        <p class="dim">${named("reasons", one.reason)} · ${written(one.by)} · ${time(one.since)}</p>
        ${one.note ? html`<p>${written(one.note)}</p>` : nothing}
      </div>
      <div class="actions"><button type="button" @click=${lift}>${t("author.lift")}</button></div>
    </li>`;
  }

  listing(id, title, { items, nextCursor }, where, tools, row) {
    return html`<section class="card" aria-labelledby=${id}>
      <div class="title">
        <h2 id=${id}>${title}</h2>
        <div class="tools">${tools}</div>
      </div>
      ${
        items.length
          ? html`<ul class="plain rows">
              ${items.map(row)}
            </ul>`
          : html`<p class="dim">${t("author.nothing")}</p>`
      }
      ${moreButton(nextCursor, () => this.more(id, where))}
    </section>`;
  }

  messages(messages) {
    const csv = () =>
      saveCsv("messages.csv", [
        ["streamId", "messageId", "sentAt", "status", "text"],
        ...messages.items.map((one) => [one.streamId, one.messageId, one.sentAt, one.moderation.status, one.text]),
      ]);
    const tools = html`<button type="button" class="quiet" @click=${csv}>${t("ui.csv")}</button>`;
    return this.listing("messages", t("author.messages"), messages, "authors/messages", tools, (one) =>
      this.message(one),
    );
  }

  message(one) {
    const isWithheld = this.withheld.has(one);
    return html`<li>
      <div class="said">
        <p class="dim">
          <a href=${hash("streams", { streamId: one.streamId })}><bdi>${one.streamId}</bdi></a> · ${time(one.sentAt)}
          ${codeChip("statuses", isWithheld ? "withheld" : one.moderation.status)}
        </p>
        <p>${isWithheld ? this.hidden(one.text) : written(one.text)}</p>
      </div>
      <div class="actions">${this.withheld.button(one)}</div>
    </li>`;
  }

  hidden(text) {
    return this.isShown ? written(text) : html`<span class="dim">${t("ui.text-hidden")}</span>`;
  }

  violations(violations) {
    const toggle = () => {
      this.isShown = !this.isShown;
      this.draw();
    };
    const tools = html`<button type="button" aria-pressed=${this.isShown ? "true" : "false"} @click=${toggle}>
      ${t("author.show-texts")}
    </button>`;
    return this.listing(
      "violations",
      t("author.violations"),
      violations,
      "violations",
      tools,
      (one) =>
        html`<li>
          <div class="said">
            <p>
              ${codeChip("states", one.state)} ${named("categories", one.verdict.category)}
              ${severity(one.verdict.severity)} <span class="dim">${ago(one.heldAt)}</span>
            </p>
            <p>${this.hidden(one.text)}</p>
          </div>
          <div class="actions">
            <a href=${hash("review", { id: one.violationId })}>${t("author.open-case")}</a>
          </div>
        </li>`,
    );
  }

  reports({ reports, reportsMade }) {
    const row = (person) => (one) =>
      html`<li>
        ${chip(named("reasons", one.reason))} ${person(one)} <span class="dim">${ago(one.at)}</span>
        ${one.note ? html`<p>${written(one.note)}</p>` : nothing}
      </li>`;
    const list = (items, person) =>
      items.length
        ? html`<ul class="plain">
            ${items.map(row(person))}
          </ul>`
        : html`<p class="dim">${t("author.nothing")}</p>`;
    return html`<section class="card" aria-labelledby="reports">
      <h2 id="reports">${t("author.reports")}</h2>
      ${list(reports.items, (one) => written(one.reporter))}
      <h3>${t("author.reports-made", { weight: decimal(reportsMade.weight) })}</h3>
      ${list(reportsMade.items, (one) => authorLink(one.author, one.streamId))}
    </section>`;
  }

  notes(notes) {
    return this.listing(
      "notes",
      t("author.notes"),
      notes,
      "authors/notes",
      nothing,
      (one) =>
        html`<li>
          <div class="said">
            <p>${written(one.text)}</p>
            <p class="dim">${written(one.by)} · ${time(one.at)}</p>
          </div>
        </li>`,
    );
  }
}
