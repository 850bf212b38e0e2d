// Asks the API. Keys live in the session storage of this browser's tabs and nowhere else.

const API = new URL("../", import.meta.url);
const KEY = "spillway-key";
const APP_KEY = "spillway-app-key";

export class Refused extends Error {
  constructor(status, problem, etag) {
    super(problem.detail || problem.title || "HTTP " + status);
    this.status = status;
    this.problem = problem;
    this.etag = etag;
  }

  is(type) {
    return (this.problem.type || "").endsWith("/" + type);
  }
}

/** Tabs of this browser hand each other their keys: a link from a colleague needs no second sign-in. */
const tabs = new BroadcastChannel("spillway-keys");
tabs.onmessage = ({ data }) => {
  if (data === "forget") {
    sessionStorage.clear();
    location.reload();
  } else if (data === "wanted") {
    if (keys.own || keys.app) tabs.postMessage({ own: keys.own, app: keys.app });
  } else if (!keys.own && !keys.app) {
    store(KEY, data.own);
    store(APP_KEY, data.app);
  }
};

export const keys = {
  get own() {
    return sessionStorage.getItem(KEY) || "";
  },
  get app() {
    return sessionStorage.getItem(APP_KEY) || "";
  },
  /** Keeps the keys that are given; one that is not given stays. */
  keep(own, app) {
    if (own.trim()) store(KEY, own.trim());
    if (app.trim()) store(APP_KEY, app.trim());
  },
  /** Waits a moment for the keys of another tab, if this one has none. */
  async borrow() {
    if (this.own || this.app) return;
    tabs.postMessage("wanted");
    await new Promise((resolve) => setTimeout(resolve, 50));
  },
  /** Forgets the keys, in all tabs. */
  forget() {
    sessionStorage.clear();
    tabs.postMessage("forget");
  },
};

function store(name, value) {
  if (value) sessionStorage.setItem(name, value);
  else sessionStorage.removeItem(name);
}

function headers(body, more) {
  const all = { accept: "application/json", ...more };
  if (body !== undefined) all["content-type"] = "application/json";
  if (keys.own) all["x-spillway-key"] = keys.own;
  if (keys.app) all["x-functions-key"] = keys.app;
  return all;
}

export function path(strings, ...values) {
  return String.raw({ raw: strings }, ...values.map(encodeURIComponent));
}

export function query(parameters) {
  const set = Object.entries(parameters).filter(([, value]) => value !== "" && value != null);
  return set.length ? "?" + new URLSearchParams(set) : "";
}

async function call(method, where, { body, ifMatch, ifNoneMatch, signal, lines } = {}) {
  let response;
  try {
    response = await fetch(new URL(where, API), {
      method,
      headers: headers(body, {
        ...(ifMatch && { "if-match": ifMatch }),
        ...(ifNoneMatch && { "if-none-match": ifNoneMatch }),
      }),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      signal,
    });
  } catch (e) {
    if (e.name === "AbortError") throw e;
    throw new Refused(0, {});
  }
  if (lines && response.ok) return { text: await response.text(), next: response.headers.get("next-cursor") };
  const json = (response.headers.get("content-type") || "").includes("json");
  const answer = json ? await response.json() : {};
  if (!response.ok && !(response.status === 503 && answer.version)) {
    if (response.status === 401) dispatchEvent(new Event("spillway-refused"));
    throw new Refused(response.status, answer, response.headers.get("etag"));
  }
  return answer;
}

export const get = (where, options) => call("GET", where, options);
export const post = (where, body = {}, options = {}) => call("POST", where, { ...options, body });
export const put = (where, body, options = {}) => call("PUT", where, { ...options, body });
export const patch = (where, ifMatch, body) => call("PATCH", where, { body, ifMatch });
export const remove = (where, options) => call("DELETE", where, options);

/** Handles the answer that there is no such item; any other refusal stays one. */
export function missing(error) {
  if (error instanceof Refused && error.status === 404) return null;
  throw error;
}
