// One violation: what was written, why it is withheld, by whom, amid what, and what can be done.
import { get, path, query, Refused } from "./api.js";
import { claims, drafts } from "./desk.js";
import { textMode } from "./settings.js";
import { ago, chip, count, due, explain, html, nothing, severity, time, written } from "./ui.js";
import { REASONS, RULES, WAITING } from "./vocabulary.js";

const AROUND = 4;
const EFFECTS = {
  none: "no restrictions",
  slow: "rate-limited",
  hold: "all messages withheld",
  refuse: "all messages refused",
};

export class Violation {
  constructor(page, session, changed) {
    this.page = page;
    this.session = session;
    this.changed = changed;
    this.id = null;
    this.shown = false;
    this.author = null;
    this.around = null;
  }

  /** Fetches what belongs to the one that is looked at now, once. */
  follow(violation) {
    if (!violation || violation.violationId === this.id) return;
    this.id = violation.violationId;
    this.shown = textMode.value === "shown";
    this.author = this.around = null;
    clearTimeout(this.timer);
    // Who runs through the queue asks for nothing on the way.
    this.timer = setTimeout(() => this.fetch(violation), 120);
    this.changed();
  }

  close() {
    clearTimeout(this.timer);
    this.id = null;
  }

  async fetch(violation) {
    const still = () => this.id === violation.violationId;
    const part = async (name, call) => {
      const value = await call.catch((error) => ({ error }));
      if (still()) {
        this[name] = value;
        this.changed();
      }
    };
    part("author", get(path`streams/${violation.streamId}/authors` + query({ author: violation.author })));
    part("around", get(path`violations/${violation.violationId}/context?before=${AROUND}&after=${AROUND}`));
  }

  toggle() {
    this.shown = !this.shown;
    this.changed();
  }

  /** The reason and the note of the selected case, as far as the reason fits the decision. */
  words(state) {
    const { reason, note } = drafts.of(this.id);
    return { reason: REASONS[state].includes(reason) ? reason : "", note: note.trim() };
  }

  /** Shows the draft of the selected case. */
  showDraft() {
    const reason = document.getElementById("reason");
    if (!reason) return;
    const draft = drafts.of(this.id);
    reason.value = draft.reason;
    document.getElementById("note").value = draft.note;
  }

  keepDraft() {
    const [reason, note] = ["reason", "note"].map((id) => document.getElementById(id).value);
    drafts.keep(this.id, { reason, note });
  }

  view(violation) {
    const v = violation.verdict;
    return html`<section class="detail" aria-labelledby="detail-title">
      <h2 id="detail-title">${v.category} ${severity(v.severity)}</h2>
      ${this.notice()} ${this.text(violation)} ${this.actions(violation)}
      <dl class="facts">
        <div>
          <dt>Reason</dt>
          <dd>${written(v.reason)}</dd>
        </div>
        ${
          v.matches
            ? html`<div>
                <dt>Found</dt>
                <dd>${found(v.matches)}</dd>
              </div>`
            : nothing
        }
        <div>
          <dt>Score</dt>
          <dd>
            ${v.score.toFixed(2)}
            <meter min="0" max="1" low="0.5" high="0.8" optimum="0" value=${v.score} aria-label="Score"></meter>
          </dd>
        </div>
        <div>
          <dt>All scores</dt>
          <dd>${Object.entries(v.scores).map(([name, score]) => html`${name} ${score.toFixed(2)} `)}</dd>
        </div>
        <div>
          <dt>By</dt>
          <dd>${v.provenance.classifier} ${v.provenance.model}, policy ${v.policyVersion}</dd>
        </div>
        <div>
          <dt>Author</dt>
          <dd>${written(violation.author)}</dd>
        </div>
        <div>
          <dt>Stream</dt>
          <dd>${violation.streamId}</dd>
        </div>
        <div>
          <dt>Sent</dt>
          <dd>${time(violation.sentAt)} (${ago(violation.sentAt)})</dd>
        </div>
        <div>
          <dt>State</dt>
          <dd>
            ${chip(violation.state)} ${violation.reports ? chip(reported(violation.reports), "warn") : nothing}
            ${wasPublished(violation) ? chip("was published", "warn") : nothing}
            ${WAITING.includes(violation.state) ? due(violation.dueAt) : nothing} ${this.claim(violation)}
          </dd>
        </div>
      </dl>
      ${this.history()}${this.context(violation)}${audit(violation)}
    </section>`;
  }

  claim(violation) {
    if (claims.token(violation.violationId))
      return html`${chip("yours", "good")} until ${time(violation.claim?.until)}`;
    return violation.claim
      ? html`claimed by ${written(violation.claim.holder)} until ${time(violation.claim.until)}`
      : nothing;
  }

  text({ text, verdict }) {
    const mode = this.shown ? "" : textMode.value;
    return html`<div class="message ${mode}">
      ${
        mode === "hidden"
          ? html`<p class="dim">The text is hidden.</p>`
          : html`<p class="quote" aria-hidden=${mode === "blurred" ? "true" : nothing}>
              ${written(text, verdict.matches)}
            </p>`
      }
      <button type="button" aria-pressed=${this.shown ? "true" : "false"} @click=${() => this.toggle()}>
        ${this.shown ? "Hide text" : "Show text"} <kbd>s</kbd>
      </button>
    </div>`;
  }

  actions(violation) {
    const { page } = this;
    const act = (state, label, key, kind = "") =>
      html`<button type="button" class=${kind} @click=${() => page.decide(state)}>${label} <kbd>${key}</kbd></button>`;
    const claimed = claims.token(violation.violationId);
    return html`<div class="actions" role="group" aria-label="Decide">
        ${
          WAITING.includes(violation.state)
            ? html`${act("upheld", "Uphold", "u", "danger")} ${act("dismissed", "Dismiss", "d", "good")}
                ${act("escalated", "Escalate", "e")}
                <button type="button" @click=${() => page.tell(claimed ? page.desk.giveBack() : page.desk.claim())}>
                  ${claimed ? html`Release <kbd>r</kbd>` : html`Claim <kbd>c</kbd>`}
                </button>`
            : nothing
        }
        <button type="button" ?disabled=${!page.desk.decided.length} @click=${() => page.tell(page.desk.undo())}>
          Undo <kbd>z</kbd>
        </button>
      </div>
      <div class="words">
        <label
          >Reason
          <select id="reason" @change=${() => this.keepDraft()}>
            <option value="">none</option>
            ${Object.entries(REASONS).map(
              ([state, names]) =>
                html`<optgroup label=${"if " + state}>
                  ${names.map((name) => html`<option>${name}</option>`)}
                </optgroup>`,
            )}
          </select></label
        >
        <label>Note <input id="note" maxlength="1000" autocomplete="off" @input=${() => this.keepDraft()} /></label>
      </div>`;
  }

  /** Changed meanwhile, or it did not work: said so that it hurts nobody. */
  notice() {
    const notice = this.page.desk.notice;
    if (!notice) return nothing;
    const { title, advice } = conflict(notice.error) || explain(notice.error);
    const isOther = notice.violation && notice.violation.violationId !== this.id;
    return html`<div class="notice" role="alert">
      <p><strong>${title}</strong> ${isOther ? html`(case of ${written(notice.violation.author)})` : nothing}</p>
      <p>${advice}</p>
    </div>`;
  }

  hide(text) {
    return this.shown ? written(text) : html`<span class="dim">hidden</span>`;
  }

  history() {
    const a = this.author;
    if (!a)
      return html`<h3>Author history</h3>
        <p class="dim">Loading…</p>`;
    if (a.error)
      return html`<h3>Author history</h3>
        <p class="dim">${explain(a.error).title}</p>`;
    return html`<h3>Author history</h3>
      <p>
        ${chip(count(a.strikes, "strike"), a.strikes ? "bad" : "good")} in ${count(a.rules.strikeDays, "day")},
        ${EFFECTS[a.effect] || a.effect}
      </p>
      <ul class="plain">
        ${a.recent
          .filter((one) => one.violationId !== this.id)
          .map(
            (one) =>
              html` <li>
                ${chip(one.state)} ${one.category} ${severity(one.severity)} ${ago(one.heldAt)}: ${this.hide(one.text)}
              </li>`,
          )}
      </ul>`;
  }

  context(violation) {
    const title = html`<h3>Context</h3>`;
    if (!this.around)
      return html`${title}
        <p class="dim">Loading…</p>`;
    if (this.around.error)
      return html`${title}
        <p class="dim">${explain(this.around.error).title}</p>`;
    const { before, after } = this.around;
    if (!before.length && !after.length)
      return html`${title}
        <p class="dim">No messages around it.</p>`;
    const line = (one) => html`<li><strong>${written(one.author)}</strong> ${written(one.text)}</li>`;
    return html`${title}
      <ol class="plain around">
        ${before.map(line)}
        <li class="here"><strong>${written(violation.author)}</strong> ${this.hide(violation.text)}</li>
        ${after.map(line)}
      </ol>`;
  }
}

function conflict(error) {
  if (!(error instanceof Refused) || ![409, 412].includes(error.status)) return null;
  const p = error.problem;
  if (error.is("claimed")) {
    return {
      title: (p.claimedBy || "Another moderator") + " has claimed this case",
      advice: "Press N for the next unclaimed case, or J for the next one in the list.",
    };
  }
  if (error.is("claim-lost")) {
    return {
      title: "Your claim has expired",
      advice: "Press C to claim it again.",
    };
  }
  if (p.decidedBy) {
    return {
      title: "Already " + p.state + " by " + p.decidedBy,
      advice: "Your decision was not saved. Press J for the next case.",
    };
  }
  return { title: p.title || "Changed meanwhile", advice: error.message };
}

/** Found by the recheck or by a moderator, when others may have read it. */
export const wasPublished = (violation) => violation.verdict.reason.startsWith("published before");

const reported = (reports) =>
  count(reports.count, "report") +
  ": " +
  Object.entries(reports.reasons)
    .map((one) => one.join(" "))
    .join(", ");

/** How often each rule met the text: known while the text is hidden. */
function found(matches) {
  const counts = new Map();
  for (const { rule } of matches) counts.set(rule, (counts.get(rule) || 0) + 1);
  return [...counts].map(
    ([rule, count]) => html`<span class="match">${RULES[rule] || rule}</span>${count > 1 ? " × " + count : ""} `,
  );
}

function audit(violation) {
  return html`<h3>Timeline</h3>
    <ol class="plain">
      ${violation.audit.map(
        (step) =>
          html` <li>
            ${time(step.at)}: ${step.action} by ${written(step.who)}${step.reason ? " (" + step.reason + ")" : ""}
            ${step.note ? html`“${written(step.note)}”` : nothing}
          </li>`,
      )}
    </ol>`;
}
