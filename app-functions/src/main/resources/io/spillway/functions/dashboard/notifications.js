// Notifications to receivers outside: alerts and notices about dead letters, and why one was not delivered.
import { get, path, post, query } from "./api.js";
import { openForm } from "./forms.js";
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
  failure,
  field,
  html,
  loading,
  moreButton,
  nothing,
  notice,
  sayRefusal,
} from "./ui.js";
import { openDialog, render, say, written } from "./ui.js";

const KINDS = ["alert", "dead_letters"];
const STATES = ["pending", "sent", "failed", "cancelled"];
const FILTERS = ["state", "kind", "streamId"];
const COLOURS = { sent: "good", failed: "bad", pending: "warn" };

const idOf = (one) => one.notificationId;

export function notificationsPage(main, parameters, session) {
  const page = new Notifications(main, parameters, session.streams?.[0]);
  page.load();
  const id = parameters.get("id");
  if (id) page.show(id);
  return page;
}

class Notifications {
  /** @param onlyStream the first stream of a key that is limited to some; none otherwise */
  constructor(main, parameters, onlyStream) {
    this.main = main;
    this.filters = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) || ""]));
    this.filters.streamId ||= onlyStream || "";
    this.list = new Listing("notifications", this.filters, idOf);
    this.error = null;
    this.follow = following(() => this.refresh());
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
    await this.list.load();
    this.error = null;
    this.draw();
  }

  async more() {
    await this.doing(() => this.list.more());
  }

  async doing(step) {
    try {
      await step();
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  show(id) {
    note("notifications", { ...this.filters, id });
    openNotification(
      id,
      () => this.load(),
      () => this.isClosed || noteClosed("notifications", id, this.filters),
    );
  }

  /** Sends all failed notifications of the filter again, in as many calls as it needs. */
  retryAll() {
    return this.doing(async () => {
      const { kind, streamId } = this.filters;
      let retried = 0;
      let answer;
      do {
        answer = await post("notifications/retry" + query({ kind, streamId }));
        retried += answer.retried;
      } while (answer.hasMore && answer.retried);
      say(t("notifications.retried-all", { count: retried }));
      await this.list.load();
    });
  }

  draw() {
    if (this.isClosed) return;
    steadily(this.main, () => render(this.view(), this.main));
  }

  view() {
    const { items } = this.list;
    return html`<div class="title">
        <h1>${t("notifications.title")}</h1>
        <div class="tools">
          <button type="button" ?disabled=${!items} @click=${() => this.retryAll()}>
            ${t("notifications.retry-all")}
          </button>
          <button type="button" @click=${() => this.load()}>${t("ui.reload")}</button>
        </div>
      </div>
      ${filterPanel("notifications", this.filters, this.fields())}
      ${contentOr(
        items,
        () => this.body(),
        this.error,
        () => this.load(),
      )}`;
  }

  fields() {
    const f = this.filters;
    const any = t("ui.any");
    return html`${choice(t("notifications.state"), "state", STATES, f.state, any, (code) =>
      named("notifications.states", code),
    )}
    ${choice(t("notifications.kind"), "kind", KINDS, f.kind, any, (code) => named("notifications.kinds", code))}
    ${field(t("ui.stream"), "streamId", f.streamId)}`;
  }

  body() {
    const { items, nextCursor } = this.list;
    const isFiltered = Object.values(this.filters).some(Boolean);
    return html`${this.error ? notice(explain(this.error)) : nothing}
    ${
      items.length
        ? html`<section class="card" aria-labelledby="list-title">
            <h2 id="list-title">${t("notifications.list")}</h2>
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">${t("notifications.notification")}</th>
                  <th scope="col">${t("notifications.state")}</th>
                  <th scope="col">${t("notifications.attempts")}</th>
                  <th scope="col">${t("notifications.next")}</th>
                  <th scope="col">${t("notifications.failure")}</th>
                  <th scope="col">${t("notifications.actions")}</th>
                </tr>
              </thead>
              <tbody>
                ${items.map((one) => this.row(one))}
              </tbody>
            </table>
            ${moreButton(nextCursor, () => this.more())}
          </section>`
        : empty(t("notifications.none"), t(isFiltered ? "notifications.none-filtered" : "notifications.none-hint"))
    }`;
  }

  row(one) {
    const id = idOf(one);
    return html`<tr data-id=${id}>
      <td>
        <button type="button" class="link" @click=${() => this.show(id)}>${about(one)}</button><br />
        <span class="dim">${time(one.createdAt)}</span>
      </td>
      <td>${codeChip("notifications.states", one.state, COLOURS[one.state])}</td>
      <td data-label=${t("notifications.attempts")}>${one.attempts}</td>
      <td data-label=${t("notifications.next")}>${one.state === "pending" ? time(one.nextAttemptAt) : "-"}</td>
      <td>${cause(one)}</td>
      <td><div class="actions">${steps(one, () => this.load())}</div></td>
    </tr>`;
  }
}

/** What a notification tells its receiver. */
function about({ kind, streamId, alertId, notice: told }) {
  if (kind === "alert") return rich("notifications.alert", { id: written(alertId), stream: written(streamId) });
  return told?.rule === "more_than"
    ? t("notifications.more-than", { count: told.count, limit: told.limit })
    : rich("notifications.first-of-group", { message: written(told?.message || told?.failureCode || "") });
}

const cause = ({ failure: failed }) =>
  failed ? html`<span translate="no">${failed.code}</span> ${written(failed.message)}` : "-";

/** The buttons that are possible in the state of a notification. */
function steps(one, changed) {
  const id = html`<span class="unseen"> ${idOf(one)}</span>`;
  const retry = async () => {
    try {
      await post(path`notifications/${idOf(one)}/retry`);
      say(t("notifications.retried"));
    } catch (error) {
      sayRefusal(error);
    }
    changed();
  };
  return html`${
    one.state === "sent"
      ? nothing
      : html`<button type="button" @click=${retry}>${t("notifications.retry")}${id}</button>`
  }
  ${
    ["pending", "failed"].includes(one.state)
      ? html`<button type="button" class="danger" @click=${() => openCancel(one, changed)}>
          ${t("notifications.cancel")}${id}
        </button>`
      : nothing
  }`;
}

/** Asks before a notification is cancelled, and for the reason. */
function openCancel(one, changed) {
  openForm({
    title: t("notifications.cancel-title"),
    hint: html`${about(one)}: ${t("notifications.cancel-hint")}`,
    fields: html`<label>${t("ui.reason")} <input name="reason" required maxlength="500" autocomplete="off" /></label>`,
    action: t("notifications.cancel-now"),
    kind: "danger",
    submit: async ({ reason }) => {
      await post(path`notifications/${idOf(one)}/cancel`, { reason });
      say(t("notifications.cancelled"));
      changed();
    },
  });
}

/** One notification: its story, and what can be done. */
function openNotification(id, changed, closed) {
  openDialog((dialog) => {
    dialog.classList.add("wide");
    let one = null;
    let error = null;

    async function load() {
      error = null;
      try {
        one = await get(path`notifications/${id}`);
      } catch (failed) {
        error = failed;
      }
      draw();
    }

    const draw = () =>
      render(
        html`<h2 id="notification-title">${one ? about(one) : t("notifications.notification")}</h2>
          ${error ? notice(explain(error)) : nothing} ${one ? details() : error ? nothing : loading()}
          <form method="dialog"><button>${t("ui.close")}</button></form>`,
        dialog,
      );

    const details = () =>
      html`<div class="tools">
          ${copyButton(t("ui.copy-id"), () => id)}
          ${copyButton(t("ui.copy-link"), () => permalink("notifications", { id }))}
        </div>
        <dl class="facts one">
          ${fact(t("notifications.id"), html`<span translate="no">${id}</span>`)}
          ${
            one.streamId
              ? fact(t("ui.stream"), html`<a href=${hash("streams", { streamId: one.streamId })}>${one.streamId}</a>`)
              : nothing
          }
          ${fact(t("notifications.kind"), named("notifications.kinds", one.kind))}
          ${fact(t("notifications.state"), codeChip("notifications.states", one.state, COLOURS[one.state]))}
          ${fact(t("notifications.created"), time(one.createdAt))} ${fact(t("notifications.attempts"), one.attempts)}
          ${one.lastAttemptAt ? fact(t("notifications.last"), time(one.lastAttemptAt)) : nothing}
          ${one.state === "pending" ? fact(t("notifications.next"), time(one.nextAttemptAt)) : nothing}
          ${one.failure ? fact(t("notifications.failure"), cause(one)) : nothing}
          ${one.endedAt ? fact(t("notifications.ended"), time(one.endedAt)) : nothing}
          ${one.by ? fact(t("notifications.by"), html`${written(one.by)} ${written(one.note)}`) : nothing}
          ${
            one.notice?.exampleId
              ? fact(
                  t("notifications.example"),
                  html`<a href=${hash("letters", { state: "any", id: one.notice.exampleId })} translate="no"
                    >${one.notice.exampleId}</a
                  >`,
                )
              : nothing
          }
        </dl>
        <div class="actions">${steps(one, () => load().then(changed))}</div>`;

    const follow = following(load);
    dialog.addEventListener("close", () => {
      follow.close();
      closed();
    });
    draw();
    load();
  }, "notification-title");
}
