// Who is here, which page is open, and the frame around it.
import { get, keys } from "./api.js";
import { failure, html, loading, nothing, render } from "./ui.js";
import { review } from "./review.js";
import { published } from "./published.js";
import { streams } from "./streams.js";
import { letters } from "./letters.js";
import { health } from "./health.js";
import { address } from "./router.js";
import { simulator } from "./simulate.js";

const PAGES = {
  review: { title: "Review", role: "moderator", open: review },
  published: { title: "Published", role: "moderator", open: published },
  policy: { title: "Policy", role: "moderator", open: simulator },
  streams: { title: "Streams", role: "app", open: streams },
  letters: { title: "Dead letters", role: "operator", open: letters },
  health: { title: "Health", open: health },
};

const root = document.getElementById("app");
let session = null;
let page = null;

function frame(name) {
  return html` <a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    <header>
      <p class="brand">Spillway</p>
      <nav aria-label="Pages">
        <ul>
          ${Object.entries(PAGES).map(
            ([key, { title }]) =>
              html` <li><a href="#/${key}" aria-current=${key === name ? "page" : nothing}>${title}</a></li>`,
          )}
        </ul>
      </nav>
      <div class="who">${who()}</div>
    </header>
    <main id="main" tabindex="-1"></main>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function who() {
  if (session.proof !== "given") return html`<span>Not signed in</span>`;
  return html`<span
      >Signed in as <bdi class="name">${session.name}</bdi>
      <span class="roles">(${session.roles.join(", ") || "no role"})</span></span
    >
    ${keys.own || keys.app ? html`<button type="button" @click=${signOut}>Sign out</button>` : nothing}`;
}

function signOut() {
  keys.forget();
  start();
}

function signIn(event) {
  event.preventDefault();
  const form = event.target;
  keys.keep(form.own.value, form.app.value);
  start();
}

/** Why the page is closed to this user, and the way in. */
function door(role) {
  const wrong = session.proof === "wrong";
  const known = session.proof === "given";
  return html`<section class="card door" aria-labelledby="door">
    <h1 id="door">${known ? "This page needs the role " + role : "Sign in"}</h1>
    ${wrong ? html`<p role="alert" class="error-text">Invalid key.</p>` : nothing}
    ${
      known
        ? html`<p>
            You are <bdi class="name">${session.name}</bdi>, and your roles are: ${session.roles.join(", ") || "none"}.
          </p>`
        : nothing
    }
    <p>This page needs the role <strong>${role}</strong>. ${session.advice[role]}.</p>
    <form @submit=${signIn}>
      <label>Your key <input name="own" type="password" autocomplete="off" maxlength="500" /></label>
      <label
        >Function key, for the pages about streams on Azure (optional)
        <input name="app" type="password" autocomplete="off" maxlength="500"
      /></label>
      <button class="primary">Sign in</button>
    </form>
    <p class="hint">Keys are kept until you close this tab.</p>
  </section>`;
}

function show() {
  const { name: named, parameters } = address();
  const name = Object.hasOwn(PAGES, named) ? named : "review";
  const { title, role, open } = PAGES[name];
  document.title = title + " · Spillway";
  page?.close?.();
  page = null;
  render(nothing, root);
  render(frame(name), root);
  const main = document.getElementById("main");
  if (role && !session.roles.includes(role)) {
    render(door(role), main);
  } else {
    page = open(main, parameters, session);
  }
}

async function start() {
  render(loading("the dashboard"), root);
  try {
    session = await get("session");
    show();
  } catch (error) {
    render(failure(error, start), root);
  }
}

root.replaceChildren();
addEventListener("hashchange", () => session && show());
start();
