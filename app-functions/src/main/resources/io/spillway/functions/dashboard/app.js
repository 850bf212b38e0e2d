// Who is here, which page is open, and the frame around it.
import { get, keys } from "./api.js";
import { audit } from "./audit.js";
import { author } from "./author.js";
import { releaseClaims } from "./claims.js";
import { health } from "./health.js";
import { jobs } from "./jobs.js";
import { letters } from "./letters.js";
import { notificationsPage } from "./notifications.js";
import { policy } from "./policy.js";
import { openPreferences } from "./preferences.js";
import { published } from "./published.js";
import { review } from "./review.js";
import { address, goTo } from "./router.js";
import { badge, Status } from "./status.js";
import { streams } from "./streams.js";
import { list, named, number, rich, t } from "./texts.js";
import { failure, html, loading, nothing, openDialog, render } from "./ui.js";

const PAGES = {
  review: { role: "moderator", open: review },
  published: { role: "moderator", open: published },
  author: { role: "moderator", open: author },
  policy: { role: "moderator", open: policy },
  audit: { role: "moderator", open: audit },
  streams: { role: "app", open: streams },
  letters: { role: "operator", open: letters },
  jobs: { role: "operator", open: jobs },
  notifications: { role: "operator", open: notificationsPage },
  health: { open: health },
};

const root = document.getElementById("app");
let session = null;
let page = null;
let shown = null;
let status = null;

const title = (name) => t("frame.pages." + name);

function drawFrame() {
  const count = status?.count(shown);
  document.title = (count ? "(" + count + ") " : "") + title(shown) + " · Spillway";
  render(frame(), root);
}

function frame() {
  return html` <a class="skip" href="#main" @click=${skip}>${t("frame.skip")}</a>
    <header>
      <p class="brand">Spillway</p>
      <nav aria-label=${t("frame.navigation")}>
        <ul>
          ${Object.keys(PAGES).map(
            (name) =>
              html` <li>
                <a href="#/${name}" aria-current=${name === shown ? "page" : nothing}
                  >${title(name)}${badge(status?.count(name))}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      <div class="who">
        ${who()}
        <button type="button" class="quiet" @click=${openPreferences}>${t("preferences.open")}</button>
      </div>
    </header>
    <div id="status" role="status">${status?.view() ?? nothing}</div>
    <main id="main" tabindex="-1"></main>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

const roles = () => (session.roles.length ? list(session.roles.map((role) => named("roles", role))) : t("roles.none"));

function who() {
  if (session.proof !== "given") return html`<span>${t("frame.not-signed-in")}</span>`;
  return html`<span
      >${rich("frame.signed-in", { name: html`<bdi class="name">${session.name}</bdi>` })}
      <span class="roles">(${roles()})</span></span
    >
    ${
      keys.own || keys.app
        ? html`<button type="button" class="quiet" @click=${signOut}>${t("frame.sign-out")}</button>`
        : nothing
    }`;
}

async function signOut() {
  await releaseClaims();
  keys.forget();
  start();
}

/** The form that asks for keys; browsers offer to keep them with the name. */
const signInForm = (signIn) =>
  html`<form @submit=${signIn}>
    <label>${t("door.name")} <input name="name" autocomplete="username" maxlength="100" /></label>
    <label>${t("door.own")} <input name="own" type="password" autocomplete="current-password" maxlength="500" /></label>
    <label>${t("door.app")} <input name="app" type="password" autocomplete="off" maxlength="500" /></label>
    <button class="primary">${t("door.sign-in")}</button>
  </form>`;

function keepKeys(event) {
  event.preventDefault();
  const { own, app } = event.target.elements;
  keys.keep(own.value, app.value);
}

/** Why the page is closed to this user, and the way in. */
function door(role) {
  const isKnown = session.proof === "given";
  const name = html`<bdi class="name">${session.name}</bdi>`;
  const wanted = named("roles", role);
  return html`<section class="card door" aria-labelledby="door">
    <h1 id="door" tabindex="-1">${isKnown ? t("door.role", { role: wanted }) : t("door.title")}</h1>
    ${session.proof === "wrong" ? html`<p role="alert" class="error-text">${t("door.wrong")}</p>` : nothing}
    ${isKnown ? html`<p>${rich("door.known", { name, roles: roles() })}</p>` : nothing}
    <p>${t(session.roles.includes("app") || role !== "app" ? "door.advice" : "door.advice-app", { role: wanted })}</p>
    ${signInForm((event) => {
      keepKeys(event);
      start();
    })}
    <p class="hint">${t("door.kept")}</p>
  </section>`;
}

/** Asks for a new key over the page, which keeps its content and its drafts. */
async function signInAgain() {
  if (session?.proof !== "given" || document.getElementById("again")) return;
  const now = await get("session").catch(() => null);
  if (!now || now.proof === "given" || document.getElementById("again")) return;
  openDialog((dialog) => {
    const draw = (wrong) =>
      render(
        html`<h2 id="again">${t("door.again")}</h2>
          <p>${t("door.expired")}</p>
          ${wrong ? html`<p role="alert" class="error-text">${t("door.wrong")}</p>` : nothing}
          ${signInForm(async (event) => {
            keepKeys(event);
            const next = await get("session").catch(() => null);
            if (next?.proof !== "given") return draw(true);
            session = next;
            dialog.close();
            drawFrame();
            status.poll();
          })}`,
        dialog,
      );
    draw(false);
  }, "again");
}

function show() {
  const { name, parameters } = address();
  if (!Object.hasOwn(PAGES, name)) return goTo("review");
  const isOther = shown !== null;
  shown = name;
  page?.close?.();
  page = null;
  render(nothing, root);
  drawFrame();
  const main = document.getElementById("main");
  const { role, open } = PAGES[name];
  if (role && !session.roles.includes(role)) render(door(role), main);
  else page = open(main, parameters, session);
  if (isOther) focusHeading(main);
}

/** A new page begins at its heading, which a screen reader reads. */
function focusHeading(main) {
  const heading = main.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

async function start() {
  status?.close();
  render(loading(), root);
  try {
    await keys.borrow();
    session = await get("session");
  } catch (error) {
    return render(failure(error, start), root);
  }
  status = new Status(drawFrame);
  shown = null;
  show();
  status.start();
}

/** A held Enter presses a button once: the button of the next item may have the focus meanwhile. */
function pressOnce(event) {
  if (event.repeat && event.key === "Enter" && event.target.closest?.("button")) event.preventDefault();
}

root.replaceChildren();
addEventListener("keydown", pressOnce, true);
addEventListener("hashchange", () => session && show());
addEventListener("spillway-refused", signInAgain);
start();
