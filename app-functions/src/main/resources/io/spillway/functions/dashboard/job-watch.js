// Jobs on dead letters as they go on: their progress, their end, and their controls.
import { get, patch, path, query } from "./api.js";
import { following } from "./refresh.js";
import { hash } from "./router.js";
import { named, rich, t, time } from "./texts.js";
import { codeChip, html, nothing, say, sayRefusal, written } from "./ui.js";

const WHILE_RUNNING_MILLIS = 1000;
const OTHERWISE_MILLIS = 10000;
const LATEST = 20;
const KINDS = { done: "good", aborted: "bad", running: "warn", paused: "warn" };

export const hasEnded = (job) => !["running", "paused"].includes(job.state);

/** The time until jobs are asked for again: short while one is running. */
export const pauseFor = (jobs) =>
  jobs.some((job) => job.state === "running") ? WHILE_RUNNING_MILLIS : OTHERWISE_MILLIS;

/** The progress of a job in numbers. */
export function counts({ order, progress: p }) {
  return order.action === "redrive"
    ? t("jobs.redriven", { succeeded: p.succeeded, failed: p.failedAgain, skipped: p.skipped, total: p.total })
    : t("jobs.changed", { succeeded: p.succeeded, skipped: p.skipped, total: p.total });
}

/** Tells how a job has ended. */
export function announceEnd(job) {
  const action = named("jobs.actions", job.order.action);
  const text = t("jobs.ended", { action, state: named("jobs.states", job.state), counts: counts(job) });
  say(text, job.state === "done" ? "" : "bad");
}

/** The latest jobs of all operators: those that go on, and those that ended while the page was open. */
export class JobWatch {
  /**
   * @param ended called when a job has ended, which has changed letters
   * @param isLimited whether the key is limited to streams, and so cannot see jobs
   */
  constructor(changed, ended, isLimited) {
    this.isLimited = isLimited;
    this.changed = changed;
    this.ended = ended;
    this.items = [];
    this.watched = new Set();
    this.announced = new Set();
    this.follow = following(
      () => this.load().then(changed),
      () => pauseFor(this.items),
    );
  }

  close() {
    this.isClosed = true;
    this.follow.close();
  }

  /** Includes a job that was ordered on this page, though it may have ended by now. */
  add(job) {
    this.watched.add(job.jobId);
  }

  async load() {
    if (this.isLimited) return;
    const { items } = await get("dead-letters/jobs" + query({ limit: LATEST }));
    if (this.isClosed) return;
    this.items = items;
    items.filter((job) => !hasEnded(job)).forEach((job) => this.watched.add(job.jobId));
    this.follow.plan();
    const news = items.filter((job) => this.watched.has(job.jobId) && hasEnded(job) && !this.announced.has(job.jobId));
    for (const job of news) {
      this.announced.add(job.jobId);
      announceEnd(job);
    }
    if (news.length) this.ended();
  }

  view() {
    const shown = this.items.filter((job) => this.watched.has(job.jobId));
    return shown.length
      ? html`<section class="card" aria-labelledby="jobs-title">
          <h2 id="jobs-title">${t("jobs.title")}</h2>
          <ol class="plain rows">
            ${shown.map((job) => jobItem(job, () => this.load().then(this.changed, () => {})))}
          </ol>
          <a href=${hash("jobs")}>${t("jobs.all")}</a>
        </section>`
      : nothing;
  }
}

/** One job in a list. */
export const jobItem = (job, changed, more = nothing) => {
  const { order, progress } = job;
  const ended = progress.succeeded + progress.failedAgain + progress.skipped;
  return html`<li data-id=${"job-" + job.jobId}>
    <div class="said">
      <p>
        <strong>${named("jobs.actions", order.action)}</strong> ${codeChip("jobs.states", job.state, KINDS[job.state])}
        ${rich("jobs.by", { by: written(order.by), time: time(job.createdAt) })}
      </p>
      <p>${written(order.reason)}</p>
      <progress
        max=${Math.max(1, progress.total)}
        value=${ended}
        aria-label=${t("jobs.progress", { id: job.jobId })}
      ></progress>
      <p>${counts(job)}</p>
      ${job.note ? html`<p class="dim">${written(job.note)}</p>` : nothing}
    </div>
    <div class="actions">${controls(job, changed)}${more}</div>
  </li>`;
};

/** The buttons that pause, resume and cancel a job. */
export function controls(job, changed) {
  if (hasEnded(job)) return nothing;
  const control = async (state) => {
    try {
      await patch(path`dead-letters/jobs/${job.jobId}`, undefined, { state });
    } catch (error) {
      sayRefusal(error);
    }
    changed();
  };
  const isPaused = job.state === "paused";
  return html`<button type="button" @click=${() => control(isPaused ? "running" : "paused")}>
      ${t(isPaused ? "jobs.resume" : "jobs.pause")}
    </button>
    <button type="button" class="danger" @click=${() => control("cancelled")}>
      ${t("jobs.cancel." + job.order.action)}
    </button>`;
}
