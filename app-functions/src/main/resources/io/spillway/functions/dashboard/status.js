// One poll for all pages: the connection, the classifier, outages, and the counts in navigation and title.
import { get } from "./api.js";
import { notifications } from "./settings.js";
import { ago, counted, list, t } from "./texts.js";
import { html, nothing } from "./ui.js";

const EVERY_MILLIS = 10000;

export class Status {
  /** @param changed called after each answer and each failure */
  constructor(changed) {
    this.changed = changed;
    this.now = null;
    this.answeredAt = Date.now();
    this.isLost = false;
    this.ask = () => this.poll();
  }

  start() {
    addEventListener("online", this.ask);
    addEventListener("offline", this.ask);
    document.addEventListener("visibilitychange", this.ask);
    this.poll();
  }

  close() {
    removeEventListener("online", this.ask);
    removeEventListener("offline", this.ask);
    document.removeEventListener("visibilitychange", this.ask);
    clearTimeout(this.timer);
    this.isClosed = true;
  }

  async poll() {
    clearTimeout(this.timer);
    try {
      const before = this.now;
      this.now = await get("status");
      this.answeredAt = Date.now();
      this.isLost = false;
      if (document.hidden && before) this.notify(before);
    } catch (error) {
      // A caller without the role has no counts, and is connected.
      this.isLost = error.status === 0 || error.status >= 500;
    }
    if (this.isClosed) return;
    this.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.ask, EVERY_MILLIS);
  }

  /** Cases to review, dead letters and unmoderated messages, by page, as text; empty for none. */
  count(page) {
    const { moderation, operations } = this.now || {};
    const counts = {
      review: [moderation, "pending"],
      published: [moderation, "unmoderated"],
      letters: [operations, "openDeadLetters"],
      notifications: [operations, "failedNotifications"],
    };
    const [part, name] = counts[page] || [];
    return part?.[name] ? counted(part[name], part.countedUpTo) : "";
  }

  isDown() {
    return this.now?.classifier?.state === "down";
  }

  view() {
    const lines = [];
    if (this.isLost) lines.push(t("status.lost", { ago: ago(this.answeredAt) }));
    if (this.isDown()) lines.push(t("status.classifier"));
    const unmoderated = this.now?.moderation?.unmoderated;
    if (unmoderated) {
      lines.push(html`<a href="#/published">${t("status.unmoderated", { count: unmoderated })}</a>`);
    }
    const outages = this.now?.outages || [];
    if (outages.length) lines.push(t("status.outage", { parts: list(outages) }));
    const overdue = this.now?.moderation?.overdue;
    if (overdue) lines.push(t("status.overdue", { count: overdue }));
    return lines.length
      ? html`<ul class="plain strip ${this.isLost || this.isDown() ? "bad" : "warn"}">
          ${lines.map((line) => html`<li>${line}</li>`)}
        </ul>`
      : nothing;
  }

  /** Tells in the background what a moderator would otherwise find out late. */
  notify(before) {
    if (notifications.value === "off" || Notification.permission !== "granted") return;
    const wasDown = before.classifier?.state === "down";
    const pending = (status) => status.moderation?.pending ?? 0;
    if (this.isDown() && !wasDown) this.tell("status.notify-classifier");
    if (pending(this.now) > pending(before)) this.tell("status.notify-cases", { count: pending(this.now) });
  }

  tell(key, values) {
    new Notification("Spillway", { body: t(key, values), tag: key });
  }
}

/** A count beside a name in the navigation. */
export const badge = (count) => (count ? html` <span class="badge">${count}</span>` : nothing);
