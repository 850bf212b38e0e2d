// What became of the messages of a period, counted over time.
import { get, path, query } from "./api.js";
import { buckets } from "./charts.js";

const PAGE = 200;
const MOST_PAGES = 5;
const PARTS = 60;
const COLUMN = { allowed: 0, released: 1, unmoderated: 2, withheld: 3 };

/** The outcomes in the order of the columns; the last one is for moderators. */
export const OUTCOMES = ["published", "released", "unmoderated", "withheld"];

/** The outcomes that a user sees, by whether it is a moderator. */
export const seen = (moderator) => (moderator ? OUTCOMES : OUTCOMES.slice(0, COLUMN.withheld));

/** What was sent in the last minutes, as far as some pages go. */
export async function measure(streamId, minutes, moderator) {
  const to = Date.now();
  const from = to - minutes * 60000;
  const since = new Date(from).toISOString();
  const [messages, held] = await Promise.all([
    listed(path`streams/${streamId}/messages`, {}, (one) => Date.parse(one.sentAt) < from),
    moderator ? listed("violations", { streamId, from: since }, () => false) : { items: [], reached: from },
  ]);
  const sent = (list, column) =>
    list.map((one) => [Date.parse(one.sentAt), column(one), 1]).filter(([at]) => at >= from);
  const all = [
    ...sent(messages.items, (one) => COLUMN[one.moderation.status] ?? 0),
    ...sent(
      held.items.filter((one) => one.state !== "dismissed"),
      () => COLUMN.withheld,
    ),
  ];
  // From where on all is known: before, there would be fewer than there were.
  const known = Math.max(
    from,
    ...[messages, held].filter((list) => list.cut).map((list) => Date.parse(list.items.at(-1).sentAt)),
  );
  return { sent: all.length, cut: known > from ? known : null, data: buckets(all, OUTCOMES.length, known, to, PARTS) };
}

/** A listing, latest first, until one is too old, it ends, or it is cut off after some pages. */
async function listed(where, parameters, tooOld) {
  const items = [];
  let cursor = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await get(where + query({ ...parameters, limit: PAGE, cursor }));
    items.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor || page.items.some(tooOld)) return { items, cut: false };
  }
  return { items, cut: true };
}
