// Pages that follow the server: they ask again by themselves, and keep what is read in its place.
import { get, query, Refused } from "./api.js";

const EVERY_MILLIS = 10000;

/** The most items that one request of a listing returns. */
const MOST = 200;

/**
 * Calls a step again and again while the page is visible, and at once when the connection is back. What is shown
 * stays when a call fails: the strip of the frame tells of a lost connection.
 *
 * @param pause returns the milliseconds until the next call
 */
export function following(step, pause = () => EVERY_MILLIS) {
  let timer = null;
  let isBusy = false;
  let isClosed = false;

  async function run() {
    clearTimeout(timer);
    if (isClosed || isBusy || document.hidden) return;
    isBusy = true;
    await step().catch((error) => {
      if (!(error instanceof Refused)) console.error(error);
    });
    isBusy = false;
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(run, pause());
  }

  addEventListener("online", run);
  document.addEventListener("visibilitychange", run);
  plan();
  return {
    plan,
    close() {
      isClosed = true;
      clearTimeout(timer);
      removeEventListener("online", run);
      document.removeEventListener("visibilitychange", run);
    },
  };
}

/** The items of a listing of the API: its first page, more by cursor, and all of them anew. */
export class Listing {
  /** @param id returns the id of an item */
  constructor(where, filters, id, pageSize = 50) {
    this.where = where;
    this.filters = filters;
    this.id = id;
    this.pageSize = pageSize;
    this.items = null;
    this.nextCursor = null;
  }

  /** The shown part of the listing as it is now; items after the most of one request stay as they are. */
  async fetch() {
    const shown = this.items || [];
    const limit = Math.min(MOST, Math.max(this.pageSize, shown.length));
    const fresh = await get(this.where + query({ ...this.filters, limit }));
    const known = new Set(fresh.items.map(this.id));
    const rest = shown.slice(limit).filter((item) => !known.has(this.id(item)));
    return {
      items: [...fresh.items, ...rest],
      nextCursor: rest.length ? this.nextCursor : fresh.nextCursor,
    };
  }

  async load() {
    Object.assign(this, await this.fetch());
  }

  async more() {
    const next = await get(this.where + query({ ...this.filters, limit: this.pageSize, cursor: this.nextCursor }));
    const known = new Set(this.items.map(this.id));
    this.items = [...this.items, ...next.items.filter((item) => !known.has(this.id(item)))];
    this.nextCursor = next.nextCursor;
  }
}

/** Draws a list anew; the item that has the focus, or else the first in sight, stays in its place. */
export function steadily(root, draw) {
  const active = document.activeElement?.closest("[data-id]");
  const inSight = (item) => item.getBoundingClientRect().bottom > 0;
  const anchor = active || (scrollY > 0 ? [...root.querySelectorAll("[data-id]")].find(inSight) : null);
  if (!anchor) return draw();
  const id = anchor.dataset.id;
  const top = anchor.getBoundingClientRect().top;
  const controls = (item) => [...item.querySelectorAll("a, button, input")];
  const at = active ? controls(active).indexOf(document.activeElement) : -1;
  draw();
  const now = root.querySelector('[data-id="' + CSS.escape(id) + '"]');
  if (!now) return;
  scrollBy(0, now.getBoundingClientRect().top - top);
  if (at >= 0) controls(now)[at]?.focus({ preventScroll: true });
}
