// The outcomes of the messages of a range of time, counted over time.
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

/**
 * Counts the messages that were sent from one time until another, as far as some pages go.
 *
 * @param from the beginning, in milliseconds
 * @param to the end, in milliseconds
 */
export async function measure(streamId, from, to, moderator) {
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const [messages, withheld] = await Promise.all([
    listed(path`streams/${streamId}/messages`, range),
    moderator ? listed("violations", { streamId, ...range }) : { items: [] },
  ]);
  const sent = (list, column) => list.map((one) => [Date.parse(one.sentAt), column(one), 1]);
  const all = [
    ...sent(messages.items, (one) => COLUMN[one.moderation.status] ?? 0),
    ...sent(
      withheld.items.filter((one) => one.state !== "dismissed" && one.state !== "reported"),
      () => COLUMN.withheld,
    ),
  ];
  // From here on all is known: before, there would be fewer than there were.
  const known = Math.max(
    from,
    ...[messages, withheld].filter((list) => list.cut).map((list) => Date.parse(list.items.at(-1).sentAt)),
  );
  return { sent: all.length, cut: known > from ? known : null, data: buckets(all, OUTCOMES.length, known, to, PARTS) };
}

/** A listing, latest first, until it ends or is cut off after some pages. */
async function listed(where, parameters) {
  const items = [];
  let cursor = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await get(where + query({ ...parameters, limit: PAGE, cursor }));
    items.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) return { items, cut: false };
  }
  return { items, cut: true };
}
