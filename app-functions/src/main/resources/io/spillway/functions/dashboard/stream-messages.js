// The published messages of a stream in a range of time, and what can be done about one.
import { get, missing, path, query } from "./api.js";
import { authorLink } from "./author.js";
import { permalink } from "./router.js";
import { t, time } from "./texts.js";
import { codeChip, copyButton, empty, explain, html, moreButton, nothing, notice, saveCsv, written } from "./ui.js";
import { openWithholdAll, Withheld } from "./withhold.js";

const PAGE = 50;

export class StreamMessages {
  /**
   * @param range from and to as instants; open ends are empty
   * @param linkedId the message that the address names, if any
   * @param moderator whether the user may withhold messages
   */
  constructor(streamId, range, linkedId, moderator, changed) {
    this.streamId = streamId;
    this.range = range;
    this.linkedId = linkedId;
    this.linked = null;
    this.moderator = moderator;
    this.changed = changed;
    this.page = this.problem = null;
    this.withheld = new Withheld((error) => {
      this.problem = error && explain(error);
      this.changed();
    });
    this.further = 0;
  }

  /** Reads the latest messages anew, unless further ones are being read. */
  async load() {
    if (this.linkedId) this.linked = await get(path`streams/${this.streamId}/messages/${this.linkedId}`).catch(missing);
    if (this.further) return;
    const page = await this.read();
    if (!this.further) this.page = page;
  }

  read(cursor) {
    return get(path`streams/${this.streamId}/messages` + query({ ...this.range, limit: PAGE, cursor }));
  }

  async more() {
    this.further++;
    await this.guarded(async () => {
      const next = await this.read(this.page.nextCursor);
      this.page = { ...next, items: [...this.page.items, ...next.items] };
    });
  }

  /** Does a step; a refusal is told above the list. */
  async guarded(step) {
    this.problem = null;
    try {
      await step();
    } catch (error) {
      this.problem = explain(error);
    }
    this.changed();
  }

  view() {
    const { items, nextCursor } = this.page;
    const csv = () =>
      saveCsv("messages.csv", [
        ["streamId", "messageId", "sentAt", "author", "status", "text"],
        ...items.map((one) => [
          one.streamId,
          one.messageId,
          one.sentAt,
          one.author,
          one.moderation.status,
          this.withheld.has(one) ? "" : one.text,
        ]),
      ]);
    const all = () =>
      openWithholdAll({ streamId: this.streamId, ...this.range }, () => {
        this.further = 0;
        this.guarded(() => this.load());
      });
    return html`${this.linkedId ? this.linkedView() : nothing}
      <section class="card" aria-labelledby="messages">
        <div class="title">
          <h2 id="messages">${t("streams.messages")}</h2>
          <div class="tools">
            <button type="button" class="quiet" @click=${csv}>${t("ui.csv")}</button>
            ${
              this.moderator
                ? html`<button type="button" class="danger" @click=${all}>${t("author.withhold-all")}</button>`
                : nothing
            }
          </div>
        </div>
        ${this.problem ? notice(this.problem) : nothing}
        ${
          items.length
            ? html`<ul class="plain rows">
                ${items.map((one) => this.row(one))}
              </ul>`
            : empty(t("streams.no-messages"), t("streams.no-messages-hint"))
        }
        ${moreButton(nextCursor, () => this.more())}
      </section>`;
  }

  /** The message of a link that was copied. */
  linkedView() {
    return html`<section class="card" aria-labelledby="linked-message">
      <h2 id="linked-message">${t("streams.linked-message")}</h2>
      ${
        this.linked
          ? html`<ul class="plain rows">
              ${this.row(this.linked)}
            </ul>`
          : html`<p class="dim">${t("streams.no-linked-message")}</p>`
      }
    </section>`;
  }

  row(one) {
    const isWithheld = this.withheld.has(one);
    const status = isWithheld ? "withheld" : one.moderation.status;
    const link = () => permalink("streams", { streamId: one.streamId, messageId: one.messageId });
    return html`<li data-id=${one.messageId}>
      <div class="said">
        <p>
          <strong>${this.moderator ? authorLink(one.author, one.streamId) : written(one.author)}</strong>
          <span class="dim">${time(one.sentAt)}</span>
          ${status === "allowed" ? nothing : codeChip("statuses", status, status === "released" ? "" : "warn")}
        </p>
        <p>${isWithheld ? html`<span class="dim">${t("ui.text-hidden")}</span>` : written(one.text)}</p>
      </div>
      <div class="actions">
        ${copyButton(t("ui.copy-link"), link)} ${copyButton(t("ui.copy-id"), () => one.messageId)}
        ${this.moderator ? this.withheld.button(one) : nothing}
      </div>
    </li>`;
  }
}
