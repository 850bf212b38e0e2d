// The decisions that can still be undone: those of this tab, and those of this moderator.
import { path, post, query, Refused } from "./api.js";
import { kept } from "./drafts.js";

const UNDO_MILLIS = 10 * 60 * 1000;

/** The steps that an undo can follow. */
const STEPS = ["uphold", "dismiss", "escalate", "reopen", "withhold"];

/** The decisions of this tab, the latest last; a reload keeps them. */
const stored = kept("spillway-decisions", []);

const isRecent = ({ at }) => Date.now() - at < UNDO_MILLIS;

/** Whether this moderator made the last decision on a case, and may undo it. */
export function canUndo(violation, session) {
  const last = violation.audit.at(-1);
  return STEPS.includes(last.action) && last.who === session.name && isRecent({ at: Date.parse(last.at) });
}

/**
 * The decisions of this tab. One on a case has an etag once it is saved; one on many has a key, and a
 * bulkId or the cases.
 */
export class Decisions {
  constructor() {
    this.all = stored.value.filter(isRecent);
  }

  get any() {
    return this.all.length > 0;
  }

  add(decision) {
    this.all.push(decision);
    this.keep();
  }

  /** Replaces what is known of decisions on many cases. */
  addMany(made, isUndone) {
    this.all = this.all.filter(({ key }) => key !== made.key);
    if (!isUndone) this.all.push({ ...made, at: Date.now() });
    this.keep();
  }

  takeLast() {
    const last = this.all.pop();
    this.keep();
    return last;
  }

  forget(id) {
    this.all = this.all.filter(({ violationId }) => violationId !== id);
    this.keep();
  }

  /** Remembers what the server has saved. */
  keep() {
    this.all = this.all.filter(isRecent);
    stored.value = this.all.filter(({ etag, key }) => etag || key);
  }
}

/** Undoes decisions on many cases; returns how many. */
export const undoAll = ({ bulkId, streamId, items }) => (bulkId ? undoBulk(bulkId, streamId) : undoEach(items));

async function undoBulk(bulkId, streamId) {
  for (let undone = 0; ;) {
    const { counts, complete } = await post("violations/bulk/undo" + query({ streamId }), { bulkId });
    undone += counts.undone;
    if (complete || !counts.undone) return undone;
  }
}

async function undoEach(items) {
  let undone = 0;
  for (const { violationId, etag } of items) {
    try {
      await post(path`violations/${violationId}/undo`, {}, { ifMatch: etag });
      undone++;
    } catch (error) {
      if (!(error instanceof Refused) || ![404, 409, 412].includes(error.status)) throw error;
    }
  }
  return undone;
}
