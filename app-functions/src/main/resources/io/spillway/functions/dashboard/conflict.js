// Why a step on a case was refused, in the words of the moderator who took it.
import { Refused } from "./api.js";
import { isBarred } from "./desk.js";
import { clock, named, t } from "./texts.js";
import { explain, isolated } from "./ui.js";
import { DECIDED } from "./vocabulary.js";

/** Title and advice for a refusal; of a concurrent change, who made it and what to do now. */
export function refusal(error, violation, session) {
  const isConflict = error instanceof Refused && [409, 412].includes(error.status);
  const kind = isConflict && kindOf(error, violation, session);
  if (!kind) return explain(error);
  const { claimedBy, claimedUntil, decidedBy, state } = error.problem;
  const values = {
    name: isolated(claimedBy || decidedBy),
    time: claimedUntil ? clock(claimedUntil) : "",
    state: named("states", state),
  };
  return { title: t("case.conflict." + kind, values), advice: t("case.conflict-advice." + kind, values) };
}

function kindOf(error, violation, session) {
  const { claimedBy, decidedBy, state } = error.problem;
  const isMine = decidedBy === session.name;
  if (error.is("claimed")) return claimedBy === session.name ? "own-claim" : "claimed";
  if (error.is("claim-lost")) return "claim-lost";
  if (error.is("version-stale") && (error.isOfUndo || !DECIDED.includes(state))) {
    return isMine ? "changed-by-you" : "changed";
  }
  // The server says why a decision cannot be undone.
  if (!decidedBy || error.isOfUndo) return null;
  if ((violation && isBarred(violation, session)) || (isMine && state === "escalated")) return "barred";
  return DECIDED.includes(state) ? (isMine ? "decided-by-you" : "decided") : null;
}
