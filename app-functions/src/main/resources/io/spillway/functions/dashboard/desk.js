// The moderator's desk: what waits, what is held, what was decided. No view, only calls and state.
import { get, patch, path, post, query, Refused } from "./api.js";
import { isolated } from "./ui.js";
import { WAITING } from "./vocabulary.js";

const PAGE = 200;

/** The reason and the note of each case that is not decided yet; a reload keeps them. */
const DRAFTS = "spillway-drafts";
const NO_DRAFT = { reason: "", note: "" };
export const drafts = {
  all: () => JSON.parse(sessionStorage.getItem(DRAFTS) || "{}"),
  of(id) {
    return this.all()[id] || NO_DRAFT;
  },
  has(id) {
    return Object.hasOwn(this.all(), id);
  },
  keep(id, draft) {
    const { [id]: before, ...rest } = this.all();
    const next = draft.reason || draft.note ? { ...rest, [id]: draft } : rest;
    sessionStorage.setItem(DRAFTS, JSON.stringify(next));
  },
};

/** Which violations this tab has claimed, and by which tokens; a reload keeps them. */
const CLAIMS = "spillway-claims";
export const claims = {
  all: () => JSON.parse(sessionStorage.getItem(CLAIMS) || "{}"),
  get ids() {
    return Object.keys(this.all());
  },
  token(id) {
    return this.all()[id];
  },
  keep(id, token) {
    sessionStorage.setItem(CLAIMS, JSON.stringify({ ...this.all(), [id]: token }));
  },
  forget(id) {
    const { [id]: gone, ...rest } = this.all();
    sessionStorage.setItem(CLAIMS, JSON.stringify(rest));
  },
};

/** Releases all claims of this tab, so that others can decide the cases. */
export const releaseClaims = () =>
  Promise.all(
    claims.ids.map((id) =>
      post(path`violations/${id}/claim/release`, { claimToken: claims.token(id) })
        .catch(() => {})
        .then(() => claims.forget(id)),
    ),
  );

export class Desk {
  constructor(filters, changed) {
    this.filters = filters;
    this.changed = changed;
    this.items = [];
    this.index = 0;
    this.decided = [];
    this.notice = null;
    this.more = false;
    this.steps = 0;
    this.pending = 0;
    this.queue = Promise.resolve();
    this.renewed = new Map();
    this.leaving = new Set();
  }

  get selected() {
    return this.items[this.index];
  }
  get waitingOnly() {
    return !this.filters.state;
  }

  async load() {
    this.items = await this.waiting();
    this.index = 0;
  }

  /**
   * Without a state: what this moderator may take and what they hold, the first due first. With
   * one: the latest of it, whoever has it.
   */
  async waiting() {
    const { state } = this.filters;
    if (state) {
      const page = await get("violations" + query({ ...this.filters, limit: PAGE }));
      this.more = page.nextCursor !== null;
      return page.items;
    }
    const [page, held] = await Promise.all([
      get("violations/waiting" + query({ ...this.filters, limit: PAGE })),
      this.held(),
    ]);
    this.more = page.items.length === PAGE;
    return [...held, ...page.items].sort((one, other) => one.dueAt.localeCompare(other.dueAt));
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

  /** What has come and gone meanwhile; the one that is looked at stays, whatever became of it. */
  async follow() {
    const { selected, steps } = this;
    const items = await this.waiting();
    if (this.pending || this.selected !== selected || this.steps !== steps) return;
    const at = items.findIndex((item) => item.violationId === selected?.violationId);
    if (selected && at < 0) items.splice(this.index, 0, selected);
    this.items = items;
    this.index = at < 0 ? Math.max(0, Math.min(this.index, items.length - 1)) : at;
    this.changed();
  }

  move(steps) {
    this.select(Math.max(0, Math.min(this.items.length - 1, this.index + steps)));
  }

  select(index) {
    this.index = index;
    this.notice = null;
    this.changed();
  }

  claim(seconds = 300) {
    return this.working(async (violation) => {
      const claimToken = claims.token(violation.violationId);
      this.took(await post(path`violations/${violation.violationId}/claim`, { seconds, claimToken }), violation);
      return "Claimed for 5 minutes";
    });
  }

  claimNext() {
    return this.working(async () => {
      const { state, ...rest } = this.filters;
      try {
        this.took(
          await post("violations/claim-next" + query(WAITING.includes(state) ? this.filters : rest), { seconds: 300 }),
        );
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return "No unclaimed cases";
        throw error;
      }
      return "Case claimed for 5 minutes";
    }, true);
  }

  took({ claimToken, violation }, before) {
    claims.keep(violation.violationId, claimToken);
    if (before) this.renew(before, violation);
    this.put(violation, !before);
  }

  giveBack() {
    return this.working(async (violation) => {
      const claimToken = claims.token(violation.violationId);
      if (!claimToken) return "This case is not claimed by you";
      const now = await post(path`violations/${violation.violationId}/claim/release`, { claimToken });
      claims.forget(violation.violationId);
      this.renew(violation, now);
      this.put(now, false);
      return "Released";
    });
  }

  /** Decides the selected case and goes on to the next one; a refusal brings the case back. */
  decide(state, reason, note) {
    const violation = this.selected;
    if (!violation) return Promise.resolve(null);
    const id = violation.violationId;
    const leaves = this.waitingOnly && !WAITING.includes(state);
    const entry = { violationId: id, etag: null };
    const done = this.working(async (latest) => {
      const claimToken = claims.token(id);
      const body = { state, reason: reason || undefined, note: note || undefined, claimToken };
      try {
        const now = await patch(path`violations/${id}`, latest.etag, body);
        entry.etag = now.etag;
        claims.forget(id);
        drafts.keep(id, NO_DRAFT);
        this.renew(latest, now);
        this.leaving.delete(id);
        if (!leaves) this.put(now, false);
      } catch (error) {
        entry.isLost = true;
        this.leaving.delete(id);
        if (leaves) this.put(latest, false);
        throw error;
      }
      return state[0].toUpperCase() + state.slice(1) + " (" + isolated(violation.author) + "). Press Z to undo.";
    });
    this.decided.push(entry);
    if (leaves) {
      this.leaving.add(id);
      this.drop(id);
      this.changed();
    }
    return done;
  }

  /** Undoes the last decision at the time of the call, which may not be saved yet. */
  undo() {
    const last = this.decided.pop();
    if (!last) return Promise.resolve("Nothing to undo");
    const lost = "Nothing to undo: the decision was not saved";
    if (last.isLost) return Promise.resolve(lost);
    return this.working(async () => {
      if (last.isLost) return lost;
      try {
        const now = await post(path`violations/${last.violationId}/undo`, {}, { ifMatch: last.etag });
        this.put(now);
        return "Undone: case is " + now.state + " again";
      } catch (error) {
        this.decided.push(last);
        throw error;
      }
    }, true);
  }

  /** What stands now, after somebody else was first. */
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
      this.changed();
    }
  }
}
