// Withholding published messages: one from any place where it is shown, or all of a selection.
import { path, post, query } from "./api.js";
import { noteField, openForm, requiredChoice } from "./forms.js";
import { named, number, t } from "./texts.js";
import { explain, html, isolated, nothing, notice, openDialog, render, say, values } from "./ui.js";
import { REASONS } from "./vocabulary.js";

const reasonField = () => requiredChoice(t("ui.reason"), "reason", REASONS.upheld, (code) => named("reasons", code));

/**
 * Asks for a reason and withholds a published message.
 *
 * @param done called with the violation that it has become
 */
function openWithhold({ streamId, messageId, author }, done) {
  openForm({
    title: t("withhold.title", { author: isolated(author) }),
    hint: t("withhold.hint"),
    fields: html`${reasonField()} ${noteField(t("ui.note"))}`,
    action: t("withhold.action"),
    kind: "danger",
    submit: async (form) => {
      const violation = await post(path`streams/${streamId}/messages/${messageId}/withhold`, form);
      say(t("withhold.done", { author: isolated(author) }));
      done(violation);
    },
  });
}

/** The messages that were withheld on a page, each with the case that it has become: all can be undone there. */
export class Withheld {
  /** @param changed called after each step, with the refusal if there was one */
  constructor(changed) {
    this.changed = changed;
    this.cases = new Map();
  }

  has({ messageId }) {
    return this.cases.has(messageId);
  }

  forget() {
    this.cases.clear();
  }

  /**
   * The button that withholds a message, or publishes it again.
   *
   * @param kind the class of the button that withholds: danger, or quiet
   */
  button(message, kind = "danger") {
    const isWithheld = this.has(message);
    const [text, label, act] = isWithheld
      ? [t("withhold.undo"), "withhold.undo-label", () => this.undo(message)]
      : [t("withhold.open"), "withhold.label", () => this.withhold(message)];
    return html`<button
      type="button"
      class=${isWithheld && kind === "danger" ? nothing : kind}
      aria-label=${t(label, { author: isolated(message.author) })}
      @click=${act}
    >
      ${text}
    </button>`;
  }

  withhold(message) {
    openWithhold(message, (violation) => {
      this.cases.set(message.messageId, violation);
      this.changed(null);
    });
  }

  async undo({ messageId }) {
    const { violationId, etag } = this.cases.get(messageId);
    try {
      await post(path`violations/${violationId}/undo`, {}, { ifMatch: etag });
      this.cases.delete(messageId);
      say(t("withhold.undone"));
      this.changed(null);
    } catch (error) {
      this.changed(error);
    }
  }
}

/**
 * Withholds all published messages of an author or a stream: counted first, then in slices.
 *
 * @param filter author, streamId, from and to
 */
export function openWithholdAll(filter, done) {
  let preview = null;
  let problem = null;
  let outcomes = null;
  let isRunning = false;
  let isStopped = false;
  openDialog((dialog) => {
    dialog.addEventListener("close", () => {
      isStopped = true;
      if (outcomes) done();
    });
    const draw = () => render(view(), dialog);

    async function count() {
      try {
        preview = await post("moderation/messages/preview" + query(filter));
      } catch (error) {
        problem = explain(error);
      }
      draw();
    }

    async function run(event) {
      event.preventDefault();
      const form = values(event.target);
      const { count: expected, bulkId, to } = preview;
      problem = null;
      isRunning = true;
      outcomes ||= {};
      try {
        let slice = { nextCursor: preview.cursor };
        do {
          draw();
          const where = "moderation/messages/withhold" + query({ ...filter, to, cursor: slice.nextCursor });
          slice = await post(where, { ...form, count: expected, bulkId });
          preview.cursor = slice.nextCursor;
          for (const { outcome } of slice.items) outcomes[outcome] = (outcomes[outcome] || 0) + 1;
        } while (!slice.complete && !isStopped);
        preview = slice.complete ? null : preview;
      } catch (error) {
        problem = explain(error);
      }
      isRunning = false;
      draw();
    }

    const summary = () =>
      html`<ul class="plain">
        ${Object.entries(outcomes).map(
          ([outcome, count]) => html`<li>${named("withhold.outcomes", outcome)}: ${number(count)}</li>`,
        )}
      </ul>`;

    const view = () =>
      html`<h2 id="withhold-all">${t("withhold.all-title")}</h2>
        <p>
          ${t(filter.author ? "withhold.all-author" : "withhold.all-stream", {
            author: isolated(filter.author),
            stream: filter.streamId ? isolated(filter.streamId) : t("withhold.all-streams"),
          })}
        </p>
        ${problem ? notice(problem) : nothing}
        <div role="status">${outcomes ? summary() : nothing}</div>
        ${
          preview
            ? html`<p role="status"><strong>${t("withhold.count", { count: preview.count })}</strong></p>
                <form @submit=${run}>
                  ${reasonField()} ${noteField(t("ui.note"))}
                  <button class="danger" ?disabled=${isRunning || !preview.count}>
                    ${t(isRunning ? "withhold.running" : "withhold.all-action", { count: preview.count })}
                  </button>
                </form>`
            : nothing
        }
        <form method="dialog"><button>${t(isRunning ? "withhold.stop" : "ui.close")}</button></form>`;
    draw();
    count();
  }, "withhold-all");
}
