// The moderator's desk: what waits, what is held, what was decided. No view, only calls and state.
import { get, patch, path, post, query, Refused } from "./api.js";
import { isolated } from "./ui.js";
import { WAITING } from "./vocabulary.js";

const PAGE = 200;

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

export class Desk {
  constructor(filters, changed) {
    this.filters = filters;
    this.changed = changed;
    this.items = [];
    this.index = 0;
    this.decided = [];
    this.notice = null;
    this.more = false;
    this.decisions = 0;
    this.busy = false;
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
    const { selected, decisions } = this;
    const items = await this.waiting();
    if (this.busy || this.selected !== selected || this.decisions !== decisions) return;
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
      this.took(await post(path`violations/${violation.violationId}/claim`, { seconds, claimToken }));
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

  took({ claimToken, violation }) {
    claims.keep(violation.violationId, claimToken);
    this.put(violation);
  }

  giveBack() {
    return this.working(async (violation) => {
      const claimToken = claims.token(violation.violationId);
      if (!claimToken) return "This case is not claimed by you";
      this.put(await post(path`violations/${violation.violationId}/claim/release`, { claimToken }));
      claims.forget(violation.violationId);
      return "Released";
    });
  }

  decide(state, reason, note) {
    return this.working(async (violation) => {
      const claimToken = claims.token(violation.violationId);
      const body = { state, reason: reason || undefined, note: note || undefined, claimToken };
      const now = await patch(path`violations/${violation.violationId}`, violation.etag, body);
      claims.forget(violation.violationId);
      this.decided.push(now);
      this.decisions++;
      if (this.waitingOnly && !WAITING.includes(now.state)) this.drop(violation.violationId);
      else this.put(now);
      return state[0].toUpperCase() + state.slice(1) + " (" + isolated(violation.author) + "). Press Z to undo.";
    });
  }

  undo() {
    const last = this.decided.at(-1);
    if (!last) return Promise.resolve("Nothing to undo");
    return this.working(async () => {
      const now = await post(path`violations/${last.violationId}/undo`, {}, { ifMatch: last.etag });
      this.decided.pop();
      this.decisions--;
      this.put(now);
      return "Undone: case is " + now.state + " again";
    }, true);
  }

  /** What stands now, after somebody else was first. */
  async refresh(violationId) {
    this.put(await get(path`violations/${violationId}`), false);
  }

  put(violation, select = true) {
    const at = this.items.findIndex((item) => item.violationId === violation.violationId);
    if (at >= 0) this.items[at] = violation;
    else this.items.unshift(violation);
    if (select) this.index = Math.max(0, at);
  }

  drop(violationId) {
    this.items = this.items.filter((item) => item.violationId !== violationId);
    this.index = Math.max(0, Math.min(this.index, this.items.length - 1));
  }

  /** One step at a time; a refusal becomes a notice, and what stands is fetched. */
  async working(step, withoutSelection = false) {
    const violation = this.selected;
    if (this.busy || (!violation && !withoutSelection)) return null;
    this.busy = true;
    this.notice = null;
    try {
      return await step(violation);
    } catch (error) {
      this.notice = { error, violationId: violation?.violationId };
      const conflict = error instanceof Refused && [409, 412].includes(error.status);
      if (violation && conflict) await this.refresh(violation.violationId).catch(() => {});
      return null;
    } finally {
      this.busy = false;
      this.changed();
    }
  }
}
