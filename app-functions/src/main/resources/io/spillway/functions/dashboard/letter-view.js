// The evidence of one dead letter.
import { hash } from "./router.js";
import { list, named, rich, t, time } from "./texts.js";
import { codeChip, fact, html, nothing, written } from "./ui.js";

/** The stream of letters whose payload names none. */
const UNKNOWN_STREAM = "_unknown";

export function facts(l) {
  const events = hash("streams", { streamId: l.streamId });
  return html`${fact(t("letter.id"), html`<span translate="no">${l.deadLetterId}</span>`)}
  ${fact(
    t("letters.failure"),
    html`<span translate="no">${l.failure.code}</span>
      ${codeChip("letters.categories", l.failure.category.toLowerCase())} ${written(l.failure.message)}`,
  )}
  ${fact(
    t("ui.stream"),
    l.streamId === UNKNOWN_STREAM
      ? t("ui.unknown")
      : html`<span translate="no">${l.streamId}</span> · <a href=${events}>${t("letter.events")}</a>`,
  )}
  ${fact(
    t("letter.attempts"),
    rich("letter.attempts-between", { count: l.attempts, from: time(l.firstAttemptAt), to: time(l.buriedAt) }),
  )}
  ${fact(t("letter.redrives"), t("letter.redrives-begun", { count: l.redrives }))}
  ${fact(t("letter.failed-redrives"), l.generation)}
  ${
    l.retry
      ? fact(
          t("letter.next-retry"),
          html`${time(l.retry.next)} ${t("letter.retries", { activity: l.retry.activity, count: l.retry.retries })}`,
        )
      : nothing
  }
  ${fact(t("letter.source"), t("letter.deliveries", { queue: l.arrival.queue, count: l.arrival.dequeueCount }))}
  ${fact(t("letter.host"), html`<span translate="no">${l.origin.host} ${l.origin.appVersion}</span>`)}
  ${l.cuts.length ? fact(t("letter.truncated"), list(l.cuts)) : nothing}`;
}

export function activities(l) {
  if (!l.activities.length) return nothing;
  return html`<h3>${t("letter.activities")}</h3>
    <ul class="plain">
      ${l.activities.map(activity)}
    </ul>`;
}

export const activity = (one) =>
  html`<li>
    ${codeChip("letter.activity-states", one.state, { done: "good", failed: "bad" }[one.state])}
    <span translate="no">${one.activity}</span>, ${t("letter.activity-attempts", { count: one.attempts })}
    ${one.failure ? html`<span translate="no">${one.failure.code}</span> ${written(one.failure.message)}` : nothing}
  </li>`;

export function failures(l) {
  if (!l.history.length) return nothing;
  return html`<h3>${t("letter.failures")}</h3>
    <ol class="plain">
      ${l.history.map(
        (one) =>
          html`<li>
            ${rich("letter.failed", { time: time(one.at), activity: one.activity, round: String(one.round) })}
            <span translate="no">${one.failure.code}</span> ${written(one.failure.message)}
          </li>`,
      )}
    </ol>`;
}

/** Warnings of a dead letter that was, or is about to be, edited. */
export function notes(warnings) {
  return warnings.length
    ? html`<div class="notice" role="status">
        <ul class="plain">
          ${warnings.map((warning) => html`<li>${warning}</li>`)}
        </ul>
      </div>`
    : nothing;
}

/** The steps of people and of the service, and the stack trace. */
export function timeline(l) {
  return html`<h3>${t("letter.timeline")}</h3>
    <ol class="plain">
      ${l.audit.map(
        (one) =>
          html`<li>
            ${rich("letter.step", {
              time: time(one.at),
              step: named("letter.steps", one.action),
              by: written(one.who),
            })}
            ${one.note ? rich("letter.noted", { note: written(one.note) }) : nothing}
            ${one.jobId ? html`<a href=${hash("jobs", { id: one.jobId })}>${t("letter.job")}</a>` : nothing}
          </li>`,
      )}
    </ol>
    ${
      l.exception
        ? html`<details>
            <summary translate="no">${l.exception.type}</summary>
            <pre tabindex="0">${written(l.exception.stackTrace)}</pre>
          </details>`
        : nothing
    }`;
}
