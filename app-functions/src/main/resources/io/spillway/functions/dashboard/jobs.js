// Jobs on dead letters: redrives, edits, discards and restores of many, with their history.
import { get, path } from "./api.js";
import { announceEnd, controls, counts, hasEnded, jobItem, pauseFor } from "./job-watch.js";
import { selectionView } from "./order.js";
import { following, Listing, steadily } from "./refresh.js";
import { filterPanel, hash, note, noteClosed, permalink } from "./router.js";
import { named, rich, t, time } from "./texts.js";
import {
  choice,
  codeChip,
  contentOr,
  copyButton,
  empty,
  explain,
  fact,
  html,
  loading,
  moreButton,
  nothing,
  notice,
} from "./ui.js";
import { openDialog, render, saveCsv, written } from "./ui.js";

const ACTIONS = ["redrive", "edit", "discard", "restore"];

/** The most letters of an order that are listed. */
const SHOWN = 20;

export function jobs(main, parameters) {
  const page = new Jobs(main, parameters);
  page.load();
  const id = parameters.get("id");
  if (id) page.show(id);
  return page;
}

class Jobs {
  constructor(main, parameters) {
    this.main = main;
    this.filters = { action: parameters.get("action") || "" };
    this.list = new Listing("dead-letters/jobs", this.filters, (job) => job.jobId, 20);
    this.error = null;
    this.follow = following(
      () => this.refresh(),
      () => pauseFor(this.list.items || []),
    );
  }

  close() {
    this.isClosed = true;
    this.follow.close();
  }

  async load() {
    if (!this.list.items) this.draw();
    this.error = null;
    try {
      await this.refresh();
    } catch (error) {
      this.error = error;
      this.draw();
    }
  }

  async refresh() {
    const before = new Set((this.list.items || []).filter((job) => !hasEnded(job)).map((job) => job.jobId));
    await this.list.load();
    if (this.isClosed) return;
    this.error = null;
    this.list.items.filter((job) => hasEnded(job) && before.has(job.jobId)).forEach(announceEnd);
    this.follow.plan();
    this.draw();
  }

  async more() {
    try {
      await this.list.more();
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  show(id) {
    note("jobs", { ...this.filters, id });
    openJob(
      id,
      () => this.load(),
      () => this.isClosed || noteClosed("jobs", id, this.filters),
    );
  }

  draw() {
    if (this.isClosed) return;
    steadily(this.main, () => render(this.view(), this.main));
  }

  view() {
    return html`<div class="title">
        <h1>${t("jobs.title")}</h1>
        <div class="tools">
          <button type="button" ?disabled=${!this.list.items?.length} @click=${() => this.save()}>
            ${t("ui.csv")}
          </button>
          <button type="button" @click=${() => this.load()}>${t("ui.reload")}</button>
        </div>
      </div>
      ${filterPanel(
        "jobs",
        this.filters,
        choice(t("jobs.action"), "action", ACTIONS, this.filters.action, t("ui.any"), (action) =>
          named("jobs.actions", action),
        ),
      )}
      ${contentOr(
        this.list.items,
        () => this.body(),
        this.error,
        () => this.load(),
      )}`;
  }

  body() {
    const { items, nextCursor } = this.list;
    return html`${this.error ? notice(explain(this.error)) : nothing}
    ${
      items.length
        ? html`<section class="card" aria-labelledby="list-title">
            <h2 id="list-title">${t("jobs.list")}</h2>
            <ol class="plain rows">
              ${items.map((job) =>
                jobItem(
                  job,
                  () => this.load(),
                  html`<button type="button" @click=${() => this.show(job.jobId)}>
                    ${t("jobs.details")}<span class="unseen"> ${job.jobId}</span>
                  </button>`,
                ),
              )}
            </ol>
            ${moreButton(nextCursor, () => this.more())}
          </section>`
        : empty(t("jobs.none"), t("jobs.none-hint"))
    }`;
  }

  save() {
    const names = "jobId,action,state,createdAt,by,reason,total,succeeded,failedAgain,skipped,note";
    const row = ({ jobId, state, createdAt, order, progress: p, note: why }) => [
      jobId,
      order.action,
      state,
      createdAt,
      order.by,
      order.reason,
      p.total,
      p.succeeded,
      p.failedAgain,
      p.skipped,
      why,
    ];
    saveCsv("jobs.csv", [names.split(","), ...this.list.items.map(row)]);
  }
}

/** One job: its order, its progress, and the letters that it has left alone. */
function openJob(id, changed, closed) {
  openDialog((dialog) => {
    dialog.classList.add("wide");
    let job = null;
    let error = null;

    async function load() {
      error = null;
      try {
        job = await get(path`dead-letters/jobs/${id}`);
      } catch (failed) {
        error = failed;
      }
      render(view(), dialog);
      follow.plan();
    }

    const follow = following(load, () => pauseFor(job ? [job] : []));
    dialog.addEventListener("close", () => {
      follow.close();
      closed();
    });

    const view = () =>
      html`<h2 id="job-title">${job ? named("jobs.actions", job.order.action) : t("jobs.job")}</h2>
        ${error ? notice(explain(error)) : nothing} ${job ? details() : error ? nothing : loading()}
        <form method="dialog"><button>${t("ui.close")}</button></form>`;

    const details = () => {
      const { order, progress } = job;
      return html`<div class="tools">
          ${copyButton(t("ui.copy-id"), () => id)} ${copyButton(t("ui.copy-link"), () => permalink("jobs", { id }))}
        </div>
        <dl class="facts one">
          ${fact(t("jobs.id"), html`<span translate="no">${id}</span>`)}
          ${fact(t("jobs.state"), html`${codeChip("jobs.states", job.state)} ${written(job.note)}`)}
          ${fact(t("jobs.ordered"), rich("jobs.by", { by: written(order.by), time: time(job.createdAt) }))}
          ${fact(t("ui.reason"), written(order.reason))}
          ${fact(t("jobs.selection"), selectionView(order.filter || { ids: order.ids }))}
          ${fact(t("jobs.rate"), rate(order))} ${fact(t("jobs.result"), counts(job))}
        </dl>
        ${
          order.patch
            ? html`<h3>${t("jobs.patch")}</h3>
                <pre tabindex="0">${JSON.stringify(order.patch, null, 2)}</pre>`
            : nothing
        }
        <div class="actions">
          ${controls(job, () => load().then(changed))}
          ${order.filter ? html`<a href=${lettersOf(order.filter, "any")}>${t("jobs.letters")}</a>` : nothing}
          ${
            order.filter && progress.failedAgain
              ? html`<a href=${lettersOf(order.filter, "open")}>${t("jobs.failed-letters")}</a>`
              : nothing
          }
        </div>
        ${skips(progress)}
        ${
          order.filter
            ? nothing
            : html`<h3>${t("jobs.selected")}</h3>
                ${links(order.ids)}`
        }`;
    };

    render(view(), dialog);
    load();
  }, "job-title");
}

const rate = ({ canary, ratePerSecond }) =>
  t(canary ? "jobs.per-second-canary" : "jobs.per-second", { count: ratePerSecond });

/** The letters in a state, or in any, that the filter selects now. */
const lettersOf = (filter, state) => hash("letters", { ...filter, state });

const link = (id) => html`<a href=${hash("letters", { state: "any", id })} translate="no">${id}</a>`;

const further = (count) => (count > 0 ? html`<p class="hint">${t("jobs.further", { count })}</p>` : nothing);

function links(ids) {
  return html`<ul class="plain">
      ${ids.slice(0, SHOWN).map((id) => html`<li>${link(id)}</li>`)}
    </ul>
    ${further(ids.length - SHOWN)}`;
}

function skips({ skipped, skips: shown }) {
  if (!shown.length) return nothing;
  return html`<h3>${t("jobs.skips")}</h3>
    <ul class="plain">
      ${shown.map(({ deadLetterId, why }) => html`<li>${link(deadLetterId)}: ${why}</li>`)}
    </ul>
    ${further(skipped - shown.length)}`;
}
