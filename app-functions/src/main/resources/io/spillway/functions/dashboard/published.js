// Published messages to check: those that no classifier has seen, and those that policy marked.
import { get, path, post, query, Refused } from "./api.js";
import { authorLink } from "./author.js";
import { following, steadily } from "./refresh.js";
import { filtering, hash } from "./router.js";
import { textMode } from "./settings.js";
import { ago, decimal, named, t, timeText } from "./texts.js";
import {
  chip,
  contentOr,
  empty,
  explain,
  field,
  html,
  isolated,
  moreButton,
  nothing,
  notice,
  render,
  say,
  severity,
  written,
} from "./ui.js";

const MOST = 50;

export function published(main, parameters) {
  const page = new Published(main, parameters.get("streamId") || "main");
  page.load();
  return page;
}

class Published {
  constructor(main, streamId) {
    this.main = main;
    this.streamId = streamId;
    this.isShown = textMode.value === "shown";
    this.unmoderated = this.marked = this.error = this.problem = this.cursor = this.caseId = null;
    this.decided = 0;
    this.follow = following(() => this.load());
  }

  close() {
    this.isClosed = true;
    this.follow.close();
  }

  async load() {
    const { decided } = this;
    this.draw();
    try {
      const [unmoderated, marked] = await Promise.all([
        get("moderation/unmoderated" + query({ limit: MOST })),
        get(path`moderation/streams/${this.streamId}/marked` + query({ limit: MOST })),
      ]);
      // A decision meanwhile knows more than this answer, and further pages stay.
      if (decided === this.decided) {
        this.unmoderated = unmoderated.items;
        if (!this.hasMore) this.marked = marked.items;
        if (!this.hasMore) this.cursor = marked.nextCursor;
      }
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  async more() {
    const where = path`moderation/streams/${this.streamId}/marked`;
    try {
      const next = await get(where + query({ limit: MOST, cursor: this.cursor }));
      this.marked = [...this.marked, ...next.items];
      this.cursor = next.nextCursor;
      this.hasMore = true;
    } catch (error) {
      this.problem = error;
    }
    this.draw();
  }

  /** Decides about one message and removes it from its list, also when another moderator has decided. */
  async decide(list, message, where, decision) {
    this.problem = null;
    this.decided++;
    try {
      const { violationId, id } = await post(where, { decision });
      this.caseId = decision === "withhold" ? violationId || id : null;
      say(t(decision === "keep" ? "published.kept" : "published.withheld"));
    } catch (error) {
      const wasDecided = error instanceof Refused && error.status === 404;
      if (wasDecided) say(t("published.handled"));
      else this.problem = error;
      if (!wasDecided) return this.draw();
    }
    const at = this[list].indexOf(message);
    this[list] = this[list].filter((one) => one !== message);
    this.draw();
    const rows = this.main.querySelectorAll("#" + list + "-list button.first");
    (rows[Math.min(at, rows.length - 1)] || this.main.querySelector("#" + list)).focus();
  }

  draw() {
    if (this.isClosed) return;
    const toggle = () => {
      this.isShown = !this.isShown;
      this.draw();
    };
    steadily(this.main, () => render(this.view(toggle), this.main));
  }

  view(toggle) {
    return html`<div class="title">
        <h1>${t("published.title")}</h1>
        <div class="tools">
          <button type="button" aria-pressed=${this.isShown ? "true" : "false"} @click=${toggle}>
            ${t("author.show-texts")}
          </button>
          <button type="button" @click=${() => this.load()}>${t("ui.reload")}</button>
        </div>
      </div>
      ${contentOr(
        this.marked,
        () => this.body(),
        this.error,
        () => this.load(),
      )}`;
  }

  body() {
    return html`${this.problem ? notice(explain(this.problem)) : nothing} ${this.caseId ? this.caseLink() : nothing}
      <section class="card" aria-labelledby="unmoderated">
        <h2 id="unmoderated" tabindex="-1">${t("published.unmoderated")}</h2>
        <p class="hint">${t("published.unmoderated-hint")}</p>
        ${
          this.unmoderated.length
            ? html`<ul id="unmoderated-list" class="plain rows">
                ${this.unmoderated.map((one) => this.unmoderatedRow(one))}
              </ul>`
            : empty(t("published.none-unmoderated"), t("published.none-unmoderated-hint"))
        }
        ${
          this.unmoderated.length === MOST
            ? html`<p class="hint">${t("published.oldest", { count: MOST })}</p>`
            : nothing
        }
      </section>
      <section class="card" aria-labelledby="marked">
        <div class="title">
          <h2 id="marked" tabindex="-1">${t("published.marked")}</h2>
          <form @submit=${filtering("published")}>
            ${field(t("ui.stream"), "streamId", this.streamId)}<button>${t("ui.show")}</button>
          </form>
        </div>
        <p class="hint">${t("published.marked-hint", { stream: isolated(this.streamId) })}</p>
        ${
          this.marked.length
            ? html`<ul id="marked-list" class="plain rows">
                ${this.marked.map((one) => this.markedRow(one))}
              </ul>`
            : empty(t("published.none-marked"), t("published.none-marked-hint"))
        }
        ${moreButton(this.cursor, () => this.more())}
      </section>`;
  }

  /** The way to the case of the last message that was withheld, where the decision can be changed. */
  caseLink() {
    return html`<p class="notice">
      ${t("published.case")} <a href=${hash("review", { id: this.caseId })}>${t("author.open-case")}</a>
    </p>`;
  }

  unmoderatedRow(one) {
    const { cause, rechecks } = one.moderation;
    const about = html`<span class="dim"><bdi>${one.streamId}</bdi></span> ${chip(cause)}
      ${rechecks ? t("published.rechecks", { count: rechecks }) : nothing}`;
    return this.row("unmoderated", one, path`moderation/unmoderated/${one.id}`, about);
  }

  markedRow(one) {
    const { severity: level, category, score } = one.moderation;
    const about = html`${severity(level)} ${named("categories", category)} ${decimal(score)}`;
    return this.row("marked", one, path`moderation/streams/${one.streamId}/marked/${one.messageId}`, about);
  }

  row(list, one, where, about) {
    const act = (decision, label, kind) =>
      html`<button
        type="button"
        class=${kind}
        aria-label=${t("published.of", { action: label, author: isolated(one.author) })}
        @click=${() => this.decide(list, one, where, decision)}
      >
        ${label}
      </button>`;
    return html`<li data-id=${one.messageId}>
      <div class="said">
        <p>
          <strong>${authorLink(one.author, one.streamId)}</strong> ${about}
          <span class="dim" title=${timeText(one.sentAt)}>${ago(one.sentAt)}</span>
        </p>
        <p>${this.text(one.text)}</p>
      </div>
      <div class="actions">
        ${act("keep", t("published.keep"), "first good")} ${act("withhold", t("published.withhold"), "danger")}
      </div>
    </li>`;
  }

  text(text) {
    if (this.isShown) return written(text);
    return textMode.value === "blurred"
      ? html`<span class="blurred" aria-hidden="true">${written(text)}</span>`
      : html`<span class="dim">${t("ui.text-hidden")}</span>`;
  }
}
