// The moderator's desk: the queue, the claims and the decisions of this tab. No view, only calls and state.
import { get, patch, path, post, put, query, Refused } from "./api.js";
import { claims } from "./claims.js";
import { canUndo, Decisions, undoAll } from "./decisions.js";
import { drafts } from "./drafts.js";
import { named, t } from "./texts.js";
import { isolated } from "./ui.js";
import { DECIDED, WAITING } from "./vocabulary.js";

const PAGE = 200;
const CLAIM_SECONDS = 300;

/** Whether others decide about a case, because this moderator has already had a say. */
export const isBarred = (violation, session) => violation.barred.includes(session.name);

export class Desk {
  constructor(filters, session, changed) {
    this.filters = filters;
    this.session = session;
    this.changed = changed;
    this.items = [];
    this.index = 0;
    this.picked = new Set();
    this.decided = new Decisions();
    this.notice = null;
    this.viewers = [];
    this.more = false;
    this.cursor = null;
    this.steps = 0;
    this.pending = 0;
    this.loading = null;
    this.queue = Promise.resolve();
    this.renewed = new Map();
    this.leaving = new Set();
  }

  get selected() {
    return this.items[this.index];
  }
  get pickedItems() {
    return this.items.filter((item) => this.picked.has(item.violationId));
  }
  get waitingOnly() {
    return !this.filters.state;
  }

  /** @param id the case to open, also if it is not in the list */
  async load(id) {
    const { items, more, cursor } = await this.page();
    Object.assign(this, { items, more, cursor, index: 0, notice: null });
    this.picked.clear();
    if (!id) return;
    const at = items.findIndex((item) => item.violationId === id);
    if (at >= 0) this.index = at;
    else await this.open(id);
  }

  /** Adds a case that is not in the list, above it. */
  async open(id) {
    try {
      this.items.unshift(await get(path`violations/${id}`));
    } catch (error) {
      if (!(error instanceof Refused) || ![403, 404].includes(error.status)) throw error;
      this.notice = { error };
    }
  }

  /**
   * Without a state: what this moderator may decide and what they hold, the first due first. With
   * one: the latest of it, also those that others hold.
   */
  async page() {
    if (!this.waitingOnly) {
      const page = await this.listed(null);
      return { items: page.items, more: page.nextCursor !== null, cursor: page.nextCursor };
    }
    const [page, held] = await Promise.all([
      get("violations/waiting" + query({ ...this.filters, limit: PAGE })),
      this.held(),
    ]);
    const items = [...held, ...page.items].sort(byDueTime);
    return { items, more: page.items.length === PAGE, cursor: null };
  }

  /** The cases of a state, or of any. */
  listed(cursor) {
    const { state } = this.filters;
    return get("violations" + query({ ...this.filters, state: state === "any" ? "" : state, limit: PAGE, cursor }));
  }

  /** The next cases, after those that are listed; asked for once at a time. */
  loadMore() {
    this.loading ??= this.nextPage().finally(() => (this.loading = null));
    return this.loading;
  }

  async nextPage() {
    const page = this.waitingOnly
      ? await get("violations/waiting" + query({ ...this.filters, limit: PAGE, dueFrom: this.items.at(-1).dueAt }))
      : await this.listed(this.cursor);
    const known = new Set(this.items.map((item) => item.violationId));
    const next = page.items.filter((item) => !known.has(item.violationId) && !this.leaving.has(item.violationId));
    this.items.push(...next);
    this.cursor = page.nextCursor ?? null;
    this.more = this.waitingOnly ? page.items.length === PAGE && next.length > 0 : this.cursor !== null;
    this.changed();
  }

  /** What this moderator has claimed, also before the page was reloaded. */
  async held() {
    const held = await Promise.all(
      claims.ids.map((id) =>
        get(path`violations/${id}`).catch((error) => {
          if (error.status !== 404) throw error;
        }),
      ),
    );
    return held.filter((one) => {
      const holds = one?.claim && WAITING.includes(one.state) && Date.parse(one.claim.until) > Date.now();
      if (one && !holds) claims.forget(one.violationId);
      return holds;
    });
  }

  /** What has come and gone meanwhile; the open case stays, whatever became of it. */
  async follow() {
    const { selected, steps } = this;
    this.watch(selected?.violationId);
    const { items, more, cursor } = await this.page();
    if (this.pending || this.selected !== selected || this.steps !== steps) return;
    const isLonger = more && this.items.length > items.length;
    const all = isLonger ? [...items, ...this.after(items)] : items;
    const at = all.findIndex((item) => item.violationId === selected?.violationId);
    if (selected && at < 0) all.splice(this.index, 0, selected);
    this.items = all;
    if (!isLonger) Object.assign(this, { more, cursor });
    this.index = at < 0 ? Math.max(0, Math.min(this.index, all.length - 1)) : at;
    const present = new Set(all.map((item) => item.violationId));
    for (const id of this.picked) if (!present.has(id)) this.picked.delete(id);
    this.changed();
  }

  /** The listed cases of further pages, behind the first one. */
  after(first) {
    const known = new Set(first.map((item) => item.violationId));
    const last = first.at(-1);
    const isBehind = this.waitingOnly ? (item) => item.dueAt >= last.dueAt : (item) => item.heldAt <= last.heldAt;
    return this.items.filter((item) => !known.has(item.violationId) && isBehind(item));
  }

  /** Tells other moderators which case is open here, and learns what they have open. */
  async watch(violationId) {
    const answer = await put("moderation/presence" + query({ streamId: this.filters.streamId }), {
      violationId: violationId ?? null,
    }).catch(() => null);
    const viewers = answer?.viewers ?? [];
    if (JSON.stringify(viewers) === JSON.stringify(this.viewers)) return;
    this.viewers = viewers;
    this.changed();
  }

  /** The other moderators who have a case open. */
  watching(violationId) {
    return this.viewers.filter((one) => one.violationId === violationId).map((one) => one.name);
  }

  async move(steps) {
    const next = this.index + steps;
    if (next >= this.items.length && this.more) await this.loadMore().catch(() => {});
    this.select(Math.max(0, Math.min(this.items.length - 1, next)));
  }

  select(index) {
    this.index = index;
    this.notice = null;
    this.changed();
  }

  selectId(violationId) {
    const at = this.items.findIndex((item) => item.violationId === violationId);
    if (at >= 0) this.select(at);
  }

  /** Adds a case to those that are decided together, or removes it. */
  pick(violationId) {
    if (!this.picked.delete(violationId)) this.picked.add(violationId);
    this.changed();
  }

  /** Adds all cases from the open one to this one. */
  pickTo(violationId) {
    const to = this.items.findIndex((item) => item.violationId === violationId);
    const [first, last] = [Math.min(this.index, to), Math.max(this.index, to)];
    this.items.slice(first, last + 1).forEach((item) => this.picked.add(item.violationId));
    this.changed();
  }

  pickAll(isPicked) {
    this.picked = new Set(isPicked ? this.items.map((item) => item.violationId) : []);
    this.changed();
  }

  claim() {
    return this.working(async (violation) => {
      const claimToken = claims.token(violation.violationId);
      const seconds = CLAIM_SECONDS;
      this.took(await post(path`violations/${violation.violationId}/claim`, { seconds, claimToken }), violation);
      return t("review.claimed", { count: CLAIM_SECONDS / 60 });
    });
  }

  claimNext() {
    return this.working(async () => {
      const { state, ...rest } = this.filters;
      const chosen = WAITING.includes(state) ? this.filters : rest;
      try {
        this.took(await post("violations/claim-next" + query(chosen), { seconds: CLAIM_SECONDS }));
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return t("review.none-unclaimed");
        throw error;
      }
      return t("review.claimed", { count: CLAIM_SECONDS / 60 });
    }, true);
  }

  took({ claimToken, violation }, before) {
    claims.keep(violation.violationId, claimToken);
    if (before) this.renew(before, violation);
    this.put(violation, !before);
  }

  release() {
    return this.working(async (violation) => {
      const claimToken = claims.token(violation.violationId);
      if (!claimToken) return t("review.not-claimed");
      const now = await post(path`violations/${violation.violationId}/claim/release`, { claimToken });
      claims.forget(violation.violationId);
      this.renew(violation, now);
      this.put(now, false);
      return t("review.released");
    });
  }

  /** Hands a case over to a moderator; without one, removes the assignee. */
  async assign(violation, to, note) {
    const body = { to, note: note || undefined };
    const where = path`violations/${violation.violationId}/assign`;
    this.steps++;
    const { violationId } = violation;
    const { etag } = this.items.find((item) => item.violationId === violationId) ?? violation;
    try {
      this.put(await post(where, body, { ifMatch: etag }), false);
    } catch (error) {
      if (error instanceof Refused && [409, 412].includes(error.status)) await this.refresh(violationId);
      throw error;
    } finally {
      this.changed();
    }
    return to ? t("review.assigned", { name: isolated(to) }) : t("review.unassigned");
  }

  /** Hands cases over, one after another; returns how many, and the last refusal. */
  async assignAll(items, to, note) {
    let done = 0;
    let refused = null;
    for (const item of items) {
      try {
        await this.assign(item, to, note);
        this.picked.delete(item.violationId);
        done++;
      } catch (error) {
        refused = error;
      }
    }
    this.changed();
    return { done, error: refused };
  }

  /** Decides the open case and goes on to the next one; a refusal brings the case back. */
  decide(state, reason, note) {
    const violation = this.selected;
    if (!violation) return Promise.resolve(null);
    const id = violation.violationId;
    const leaves = this.waitingOnly && state !== "reopened";
    const entry = { violationId: id, etag: null, at: Date.now() };
    const done = this.working(async (latest) => {
      const claimToken = claims.token(id);
      const body = { state, reason: reason || undefined, note: note || undefined, claimToken };
      try {
        const now = await patch(path`violations/${id}`, latest.etag, body);
        entry.etag = now.etag;
        this.decided.keep();
        claims.forget(id);
        drafts.forget(id);
        this.renew(latest, now);
        this.leaving.delete(id);
        if (!leaves) this.put(now, false);
      } catch (error) {
        entry.isLost = true;
        this.leaving.delete(id);
        if (leaves) this.put(latest, false);
        throw error;
      }
      return t("review.decided." + state, { name: isolated(violation.author) });
    });
    this.decided.add(entry);
    if (leaves) {
      this.leaving.add(id);
      this.drop(id);
      this.changed();
    }
    return done;
  }

  /**
   * Undoes the last decision at the time of the call, which may not be saved yet; without one in this
   * tab, the decision on the open case.
   */
  undo() {
    const last = this.decided.takeLast();
    if (!last) return this.undoSelected();
    if (last.isLost) return Promise.resolve(t("review.undo-lost"));
    return this.working(async () => {
      if (last.isLost) return t("review.undo-lost");
      try {
        return last.key ? await this.undoMany(last) : await this.undone(last.violationId, last.etag);
      } catch (error) {
        const isOver = error instanceof Refused && [404, 409, 412].includes(error.status);
        if (!isOver) this.decided.add(last);
        throw error;
      }
    }, true);
  }

  undoSelected() {
    const { selected } = this;
    if (!selected || !canUndo(selected, this.session)) return Promise.resolve(t("review.nothing-to-undo"));
    this.decided.forget(selected.violationId);
    return this.working((violation) => this.undone(violation.violationId, violation.etag));
  }

  async undone(violationId, etag) {
    const now = await post(path`violations/${violationId}/undo`, {}, { ifMatch: etag }).catch((error) => {
      throw Object.assign(error, { isOfUndo: true });
    });
    this.put(now);
    return t("review.undone", { state: named("states", now.state) });
  }

  async undoMany(made) {
    const count = await undoAll(made);
    await this.load();
    return t("review.undone-many", { count });
  }

  /** Reads the current state, after another moderator changed it. */
  async refresh(violationId) {
    this.put(await get(path`violations/${violationId}`), false);
  }

  put(violation, select = true) {
    const id = violation.violationId;
    if (this.leaving.has(id)) return;
    const { selected } = this;
    const at = this.items.findIndex((item) => item.violationId === id);
    if (at >= 0) this.items[at] = violation;
    else this.items.unshift(violation);
    const kept = select ? id : selected?.violationId;
    this.index = Math.max(
      0,
      this.items.findIndex((item) => item.violationId === kept),
    );
  }

  drop(violationId) {
    this.items = this.items.filter((item) => item.violationId !== violationId);
    this.picked.delete(violationId);
    this.index = Math.max(0, Math.min(this.index, this.items.length - 1));
  }

  /** Lets steps that wait for this one begin from its version; other changes stay conflicts. */
  renew(before, now) {
    this.renewed.set(before.violationId + before.etag, now);
  }

  latest(violation) {
    const next = violation && this.renewed.get(violation.violationId + violation.etag);
    return next && next.etag !== violation.etag ? this.latest(next) : violation;
  }

  /** One step after another, each on the case that was selected when it was asked for. */
  working(step, withoutSelection = false) {
    const violation = this.selected;
    if (!violation && !withoutSelection) return Promise.resolve(null);
    this.pending++;
    this.steps++;
    this.notice = null;
    this.queue = this.queue.then(() => this.run(step, violation));
    return this.queue;
  }

  /** Shows a refusal as a notice, and reads the current state. */
  async run(step, violation) {
    try {
      return await step(this.latest(violation));
    } catch (error) {
      this.notice = { error, violation };
      const conflict = error instanceof Refused && [409, 412].includes(error.status);
      if (violation && conflict) await this.refresh(violation.violationId).catch(() => {});
      return null;
    } finally {
      this.pending--;
      if (!this.pending) this.renewed.clear();
      this.changed();
    }
  }
}

const byDueTime = (one, other) => one.dueAt.localeCompare(other.dueAt);

/** Whether a case is decided, and by which state. */
export const isDecided = ({ state }) => DECIDED.includes(state);
