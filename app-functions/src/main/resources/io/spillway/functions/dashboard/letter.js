// One dead letter: its story, its payload, and what an operator can do with it.
import { get, patch, path, post, Refused } from "./api.js";
import { diff, pretty } from "./diff.js";
import { openRedrive } from "./redrive.js";
import { chip, count, explain, html, loading, nothing, openDialog, render, say, time, written } from "./ui.js";

export function openLetter(id, changed) {
  openDialog((dialog) => {
    dialog.classList.add("wide");
    dialog.setAttribute("aria-label", "Dead letter");
    const view = new Letter(id, changed, dialog);
    view.load();
  });
}

class Letter {
  constructor(id, changed, dialog) {
    this.id = id;
    this.changed = changed;
    this.dialog = dialog;
    this.letter = this.error = this.edited = null;
    this.reason = "";
  }

  async load() {
    this.draw();
    await this.doing(async () => {
      this.letter = await get(path`dead-letters/${this.id}`);
    });
  }

  async doing(step, done) {
    this.error = null;
    try {
      await step();
      if (done) {
        say(done);
        this.changed();
      }
    } catch (error) {
      this.error = error;
      if (error instanceof Refused && [409, 412].includes(error.status)) {
        this.letter = await get(path`dead-letters/${this.id}`).catch(() => this.letter);
      }
    }
    this.draw();
  }

  get text() {
    return pretty(this.letter.arrival.payload.text ?? "");
  }

  save() {
    const body = { payload: this.edited, reason: this.reason };
    return this.doing(async () => {
      this.letter = await patch(path`dead-letters/${this.id}`, this.letter.etag, body);
      this.edited = null;
    }, "Payload saved");
  }

  step(name, done) {
    return this.doing(async () => {
      this.letter = await post(
        path`dead-letters/${this.id}/${name}`,
        { reason: this.reason },
        { ifMatch: this.letter.etag },
      );
    }, done);
  }

  draw() {
    render(
      html`${this.problem()}${this.letter ? this.view(this.letter) : this.error ? nothing : loading("the letter")}
        <form method="dialog"><button>Close</button></form>`,
      this.dialog,
    );
  }

  problem() {
    if (!this.error) return nothing;
    const p = this.error.problem || {};
    const conflict = p.decidedBy;
    const { title, advice } = explain(this.error);
    return html`<div class="notice" role="alert">
      <p><strong>${conflict ? "Already " + p.state + " by " + p.decidedBy : title}</strong></p>
      <p>${conflict ? "Your change was not saved. The current state is below." : advice}</p>
    </div>`;
  }

  view(l) {
    return html`<h2>${l.eventType || "Unknown event"} ${written(l.eventId || l.deadLetterId)} ${chip(l.state)}</h2>
      <dl class="facts">
        <div>
          <dt>Failure</dt>
          <dd>${l.failure.code} ${chip(l.failure.category.toLowerCase())} ${written(l.failure.message)}</dd>
        </div>
        <div>
          <dt>Stream</dt>
          <dd>${l.streamId}</dd>
        </div>
        <div>
          <dt>Attempts</dt>
          <dd>${l.attempts}, from ${time(l.firstAttemptAt)} to ${time(l.buriedAt)}</dd>
        </div>
        <div>
          <dt>Redriven</dt>
          <dd>${count(l.redrives, "time")}</dd>
        </div>
        ${l.retry ? retry(l.retry) : nothing}
        <div>
          <dt>From</dt>
          <dd>queue ${l.arrival.queue}, delivered ${count(l.arrival.dequeueCount, "time")}</dd>
        </div>
        <div>
          <dt>By</dt>
          <dd>${l.origin.host} ${l.origin.appVersion}</dd>
        </div>
        ${
          l.cuts.length
            ? html`<div>
                <dt>Cut</dt>
                <dd>${l.cuts.join(", ")}</dd>
              </div>`
            : nothing
        }
      </dl>
      ${notes(l.warnings)} ${this.actions(l)}
      <h3>Payload</h3>
      ${this.payload(l)}
      ${
        l.activities.length
          ? html`<h3>Activities</h3>
              <ul class="plain">
                ${l.activities.map(activity)}
              </ul>`
          : nothing
      }
      ${
        l.history.length
          ? html`<h3>Failures</h3>
              <ol class="plain">
                ${l.history.map(
                  (one) =>
                    html`<li>
                      ${time(one.at)} ${one.activity}, round ${one.round}: ${one.failure.code}
                      ${written(one.failure.message)}
                    </li>`,
                )}
              </ol>`
          : nothing
      }
      <h3>Timeline</h3>
      <ol class="plain">
        ${l.audit.map(
          (one) =>
            html`<li>
              ${time(one.at)}: ${one.action.replace("_", " ")} by ${written(one.who)}
              ${one.note ? html`“${written(one.note)}”` : nothing}
            </li>`,
        )}
      </ol>
      ${
        l.exception
          ? html`<details>
              <summary>${l.exception.type}</summary>
              <pre tabindex="0">${written(l.exception.stackTrace)}</pre>
            </details>`
          : nothing
      }`;
  }

  actions(l) {
    const open = ["open", "waiting"].includes(l.state);
    return html`<div class="actions">
        <button
          type="button"
          class="primary"
          ?disabled=${!open}
          @click=${() =>
            openRedrive({ ids: [l.deadLetterId] }, () => {
              this.load();
              this.changed();
            })}
        >
          ${l.state === "waiting" ? "Retry now…" : "Redrive…"}
        </button>
        ${
          l.state === "waiting"
            ? html`<button type="button" @click=${() => this.step("stop-retries", "Retries stopped")}>
                Stop retries
              </button>`
            : nothing
        }
        <button
          type="button"
          ?disabled=${!open || l.arrival.payload.text === undefined}
          @click=${() => {
            this.edited = this.text;
            this.draw();
          }}
        >
          Edit
        </button>
        <button type="button" class="danger" ?disabled=${!open} @click=${() => this.step("discard", "Discarded")}>
          Discard
        </button>
        <button type="button" ?disabled=${l.state !== "discarded"} @click=${() => this.step("restore", "Restored")}>
          Restore
        </button>
      </div>
      <div class="words">
        <label
          >Reason, kept in the timeline
          <input
            name="reason"
            maxlength="500"
            autocomplete="off"
            .value=${this.reason}
            @input=${(event) => {
              this.reason = event.target.value;
            }}
        /></label>
      </div>`;
  }

  payload(l) {
    if (this.edited === null) {
      return html`<pre tabindex="0" aria-label="Payload">
${written(l.arrival.payload.text === undefined ? l.arrival.payload.base64 : this.text)}</pre>
        ${
          l.original
            ? html`<details>
                <summary>Diff to original</summary>
                ${lines(pretty(l.original.text ?? ""), this.text)}
              </details>`
            : nothing
        }`;
    }
    const done = l.activities.filter((one) => one.state === "done").map((one) => one.activity);
    return html`${done.length ? notes(["Activities that are done do not see an edit: " + done.join(", ")]) : nothing}
      <label
        >New payload
        <textarea
          spellcheck="false"
          .value=${this.edited}
          @input=${(event) => {
            this.edited = event.target.value;
            this.draw();
          }}
        ></textarea>
      </label>
      <h3>Diff</h3>
      ${lines(this.text, this.edited)}
      <div class="actions">
        <button type="button" class="primary" ?disabled=${this.edited === this.text} @click=${() => this.save()}>
          Save the change
        </button>
        <button
          type="button"
          @click=${() => {
            this.edited = null;
            this.draw();
          }}
        >
          Cancel
        </button>
      </div>`;
  }
}

export const activity = (one) =>
  html`<li>
    ${chip(one.state, { done: "good", failed: "bad" }[one.state] || "")} ${one.activity},
    ${count(one.attempts, "attempt")}
    ${one.failure ? html`: ${one.failure.code} ${written(one.failure.message)}` : nothing}
  </li>`;

/** The automatic retry of a dead letter that is waiting. */
const retry = (one) =>
  html`<div>
    <dt>Next retry</dt>
    <dd>${time(one.next)}, automatically; ${one.activity} failed, retried ${count(one.retries, "time")} so far</dd>
  </div>`;

/** Warnings of a dead letter that was, or is about to be, edited. */
export function notes(warnings) {
  return warnings.length
    ? html`<ul class="plain notice" role="status">
        ${warnings.map((warning) => html`<li>${warning}</li>`)}
      </ul>`
    : nothing;
}

function lines(before, after) {
  const show = {
    kept: (t) => html`<span> ${written(t)} </span>`,
    added: (t) => html`<ins>+ ${written(t)}</ins>`,
    removed: (t) => html`<del>- ${written(t)}</del>`,
  };
  return html`<pre class="diff" tabindex="0" aria-label="Changes">
${diff(before, after).map(([kind, text]) => show[kind](text))}</pre>`;
}
