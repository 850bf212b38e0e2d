// Asks the API. Keys live in this tab's session storage and nowhere else.

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

export const keys = {
  get own() {
    return sessionStorage.getItem(KEY) || "";
  },
  get app() {
    return sessionStorage.getItem(APP_KEY) || "";
  },
  keep(own, app) {
    put(KEY, own.trim());
    put(APP_KEY, app.trim());
  },
  forget() {
    sessionStorage.clear();
  },
};

function put(name, value) {
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

async function call(method, where, { body, ifMatch, signal } = {}) {
  let response;
  try {
    response = await fetch(new URL(where, API), {
      method,
      headers: headers(body, ifMatch ? { "if-match": ifMatch } : {}),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      signal,
    });
  } catch (e) {
    if (e.name === "AbortError") throw e;
    throw new Refused(0, { title: "Can't reach the server", detail: "Check the connection and try again." });
  }
  const json = (response.headers.get("content-type") || "").includes("json");
  const answer = json ? await response.json() : {};
  if (!response.ok && !(response.status === 503 && answer.version)) {
    throw new Refused(response.status, answer, response.headers.get("etag"));
  }
  return answer;
}

export const get = (where, options) => call("GET", where, options);
export const post = (where, body = {}, options = {}) => call("POST", where, { ...options, body });
export const patch = (where, ifMatch, body) => call("PATCH", where, { body, ifMatch });
