// What is published and should be looked at: what no classifier has seen, and what policy marked.
import { get, path, post, query, Refused } from "./api.js";
import { filtering } from "./router.js";
import { textMode } from "./settings.js";
import {
  ago,
  chip,
  count,
  empty,
  explain,
  failure,
  field,
  html,
  isolated,
  loading,
  nothing,
  render,
  say,
  severity,
  time,
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
    this.shown = textMode.value === "shown";
    this.unmoderated = this.marked = this.error = this.problem = null;
  }

  async load() {
    this.error = this.problem = null;
    this.draw();
    try {
      const [unmoderated, marked] = await Promise.all([
        get("moderation/unmoderated" + query({ limit: MOST })),
        get(path`moderation/streams/${this.streamId}/marked` + query({ limit: MOST })),
      ]);
      Object.assign(this, { unmoderated: unmoderated.items, marked: marked.items, more: marked.nextCursor !== null });
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  /** Decides about one and takes it out of its list, also when somebody else was first. */
  async decide(list, message, where, decision) {
    this.problem = null;
    try {
      await post(where, { decision });
      say(decision === "keep" ? "Kept: the message stays published" : "Withheld: the message is no longer visible");
    } catch (error) {
      const wasDecided = error instanceof Refused && error.status === 404;
      if (wasDecided) say("Already handled");
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
    render(
      html`<div class="title">
          <h1>Published messages to check</h1>
          <div class="tools">
            <button
              type="button"
              aria-pressed=${this.shown ? "true" : "false"}
              @click=${() => {
                this.shown = !this.shown;
                this.draw();
              }}
            >
              ${this.shown ? "Hide texts" : "Show texts"}
            </button>
            <button type="button" @click=${() => this.load()}>Reload</button>
          </div>
        </div>
        ${
          this.error ? failure(this.error, () => this.load()) : this.marked ? this.body() : loading("what is published")
        }`,
      this.main,
    );
  }

  body() {
    return html`${
        this.problem
          ? html`<div class="notice" role="alert">
              <p><strong>${explain(this.problem).title}</strong></p>
              <p>${explain(this.problem).advice}</p>
            </div>`
          : nothing
      }
      <section class="card" aria-labelledby="unmoderated">
        <h2 id="unmoderated" tabindex="-1">Unmoderated</h2>
        <p class="hint">
          Of all streams, the oldest first. They are rechecked automatically when the classifier is back.
        </p>
        ${
          this.unmoderated.length
            ? html`<ul id="unmoderated-list" class="plain rows">
                ${this.unmoderated.map((one) =>
                  this.row(
                    "unmoderated",
                    one,
                    path`moderation/unmoderated/${one.id}`,
                    html`<span class="dim">on ${one.streamId}</span> ${chip(one.moderation.cause)}
                      ${
                        one.moderation.rechecks
                          ? "rechecked " + count(one.moderation.rechecks, "time") + " in vain"
                          : nothing
                      }`,
                  ),
                )}
              </ul>`
            : empty("Nothing is unmoderated.", "While the classifier is away, messages are published and listed here.")
        }
        ${
          this.unmoderated.length === MOST
            ? html`<p class="hint">These are the oldest ${MOST}; reload for the next ones.</p>`
            : nothing
        }
      </section>
      <section class="card" aria-labelledby="marked">
        <div class="title">
          <h2 id="marked" tabindex="-1">Marked by policy</h2>
          <form @submit=${filtering("published")}>
            ${field("Stream", "streamId", this.streamId)}<button>Show</button>
          </form>
        </div>
        <p class="hint">
          On the stream <bdi>${this.streamId}</bdi>, the latest first. Withheld ones are decided in Review.
        </p>
        ${
          this.marked.length
            ? html`<ul id="marked-list" class="plain rows">
                ${this.marked.map((one) =>
                  this.row(
                    "marked",
                    one,
                    path`moderation/streams/${one.streamId}/marked/${one.messageId}`,
                    html`${severity(one.moderation.severity)} ${one.moderation.category}
                    ${one.moderation.score.toFixed(2)}`,
                  ),
                )}
              </ul>`
            : empty("No marked messages.", "Messages that a policy marks without withholding them appear here.")
        }
        ${this.more ? html`<p class="hint">These are the latest ${MOST}.</p>` : nothing}
      </section>`;
  }

  row(list, one, where, about) {
    const act = (decision, label, kind) =>
      html`<button
        type="button"
        class=${kind}
        aria-label=${label + " the message by " + isolated(one.author)}
        @click=${() => this.decide(list, one, where, decision)}
      >
        ${label}
      </button>`;
    return html`<li>
      <div class="said">
        <p>
          <strong>${written(one.author)}</strong> ${about}
          <span class="dim" title=${one.sentAt}>${ago(one.sentAt)}</span>
        </p>
        <p>${this.text(one.text)}</p>
      </div>
      <div class="actions">${act("keep", "Keep", "first good")} ${act("withhold", "Withhold", "danger")}</div>
    </li>`;
  }

  text(text) {
    if (this.shown) return written(text);
    return textMode.value === "blurred"
      ? html`<span class="blurred" aria-hidden="true">${written(text)}</span>`
      : html`<span class="dim">The text is hidden.</span>`;
  }
}
