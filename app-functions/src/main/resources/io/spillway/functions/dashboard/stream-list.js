// The streams that there are, the latest active first.
import { get, query } from "./api.js";
import { filtering, hash } from "./router.js";
import { ago, t, timeText } from "./texts.js";
import { contentOr, empty, field, html, moreButton, render } from "./ui.js";

const PAGE = 50;

export class StreamList {
  constructor(main, prefix) {
    this.main = main;
    this.prefix = prefix;
    this.page = this.error = null;
  }

  close() {
    this.isClosed = true;
  }

  async load(cursor) {
    this.draw();
    try {
      const next = await get("streams" + query({ prefix: this.prefix, limit: PAGE, cursor }));
      this.page = cursor ? { ...next, items: [...this.page.items, ...next.items] } : next;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  draw() {
    if (this.isClosed) return;
    render(
      html`<div class="title">
          <h1>${t("frame.pages.streams")}</h1>
          <button type="button" @click=${() => this.load()}>${t("ui.reload")}</button>
        </div>
        <form @submit=${filtering("streams")}>
          ${field(t("streams.prefix"), "prefix", this.prefix)}<button>${t("ui.filter")}</button>
        </form>
        <form @submit=${filtering("streams")}>
          ${field(t("streams.by-id"), "streamId")}<button>${t("streams.open")}</button>
        </form>
        ${contentOr(
          this.page,
          () => this.list(),
          this.error,
          () => this.load(),
        )}`,
      this.main,
    );
  }

  list() {
    const { items, nextCursor } = this.page;
    if (!items.length) return empty(t("streams.none"), t("streams.none-hint"));
    return html`<section class="card" aria-labelledby="all-streams">
      <h2 id="all-streams">${t("streams.all")}</h2>
      <ul class="plain rows">
        ${items.map(
          ({ streamId, lastActivityAt }) =>
            html`<li>
              <a href=${hash("streams", { streamId })}><bdi translate="no">${streamId}</bdi></a>
              <span class="dim" title=${timeText(lastActivityAt)}>
                ${t("streams.active", { ago: ago(lastActivityAt) })}
              </span>
            </li>`,
        )}
      </ul>
      ${moreButton(nextCursor, () => this.load(nextCursor))}
    </section>`;
  }
}
