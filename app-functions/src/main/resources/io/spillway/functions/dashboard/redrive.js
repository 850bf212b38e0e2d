// Runs dead letters again: looked at first, a few before many, and stopped when it goes wrong.
import { get, patch, path, post, query } from "./api.js";
import { chip, explain, html, nothing, openDialog, render, say, time, written } from "./ui.js";

const EVERY_MILLIS = 1000;
const UNDER_WAY = ["running", "paused"];
const SHOWN = 10;

const warned = (preview) => preview.runs.filter((run) => run.warnings.length);

/** Each activity with the number of dead letters for which it runs. */
function activities(runs) {
  const times = new Map();
  for (const name of runs.flatMap((run) => run.activities)) times.set(name, (times.get(name) || 0) + 1);
  return [...times].map(([name, number]) => name + " (" + number + ")").join(", ");
}

export function openRedrive(selection, done) {
  const set = Object.fromEntries(Object.entries(selection).filter(([, value]) => value && value.length));
  const chosen = Object.keys(set).length ? set : { all: true };
  const told = chosen.ids
    ? chosen.ids.length + " letter"
    : Object.entries(chosen)
        .map(([name, value]) => (name === "all" ? "all open dead letters" : name + " = " + value))
        .join(", ");
  let seen = null;
  let problem = null;

  openDialog((dialog) => {
    dialog.setAttribute("aria-labelledby", "redrive-title");
    const draw = () => render(view(), dialog);
    const order = (dryRun) => {
      const form = dialog.querySelector("form");
      return {
        ...chosen,
        dryRun,
        canary: form.canary.checked,
        ratePerSecond: Number(form.rate.value),
        reason: form.reason.value,
      };
    };

    async function ask(dryRun) {
      problem = null;
      try {
        const answer = await post("dead-letters/redrive", order(dryRun));
        if (!dryRun) {
          dialog.close();
          say("Redrive started");
          done();
          return;
        }
        seen = answer;
      } catch (error) {
        problem = error;
      }
      draw();
    }

    const view = () =>
      html`<h2 id="redrive-title">Redrive</h2>
        <p>Retries only the failed activities of: ${told}.</p>
        <form
          @submit=${(event) => {
            event.preventDefault();
            ask(true);
          }}
        >
          <label>Reason <input name="reason" required maxlength="500" autocomplete="off" /></label>
          <label>Rate (per second) <input name="rate" type="number" min="1" max="1000" value="20" /></label>
          <label class="check"
            ><input name="canary" type="checkbox" checked /> Canary: 1, 5, 20, then all; stop if one fails again</label
          >
          <button>Dry run</button>
        </form>
        ${
          problem
            ? html`<p class="notice" role="alert">${explain(problem).title}: ${explain(problem).advice}</p>`
            : nothing
        }
        ${
          seen
            ? html`<div class="notice" role="status">
                <p>
                  <strong>${seen.wouldRun.length}</strong> of ${seen.selected} would
                  run${seen.lookedAt < seen.selected ? " (of the first " + seen.lookedAt + " looked at)" : ""}.
                </p>
                ${seen.runs.length ? html`<p>Activities that will run: ${activities(seen.runs)}.</p>` : nothing}
                ${
                  warned(seen).length
                    ? html`<ul class="plain">
                        ${warned(seen)
                          .slice(0, SHOWN)
                          .map((run) => html`<li>${run.deadLetterId}: ${run.warnings.join("; ")}</li>`)}
                      </ul>`
                    : nothing
                }
                ${
                  seen.wouldSkip.length
                    ? html`<ul class="plain">
                        ${seen.wouldSkip.slice(0, SHOWN).map((one) => html`<li>${one.deadLetterId}: ${one.why}</li>`)}
                      </ul>`
                    : nothing
                }
                <button type="button" class="primary" ?disabled=${!seen.wouldRun.length} @click=${() => ask(false)}>
                  Start redrive
                </button>
              </div>`
            : nothing
        }
        <form method="dialog"><button>Close</button></form>`;
    draw();
  });
}

/** The latest redrives, followed while one is under way. */
export function redriveList(changed) {
  let items = [];
  let timer = null;

  async function load() {
    clearTimeout(timer);
    items = (await get("dead-letters/redrives" + query({ limit: 5 }))).items;
    if (timer !== "closed" && items.some((one) => one.state === "running")) {
      timer = setTimeout(() => load().then(changed, () => {}), EVERY_MILLIS);
    }
  }

  async function control(one, state) {
    try {
      await patch(path`dead-letters/redrives/${one.redriveId}`, undefined, { state });
    } catch (error) {
      say(explain(error).title + ": " + explain(error).advice, "bad");
    }
    await load().catch(() => {});
    changed();
  }

  const row = (one) => {
    const p = one.progress;
    const ended = p.succeeded + p.failedAgain + p.skipped;
    return html`<li>
      ${chip(one.state, { done: "good", aborted: "bad" }[one.state] || "")} ${time(one.createdAt)} by
      ${written(one.order.by)}: ${written(one.order.reason)}
      <progress max=${Math.max(1, p.total)} value=${ended} aria-label="Redrive progress"></progress>
      <p>
        ${p.succeeded} succeeded, ${p.failedAgain} failed again, ${p.skipped} skipped, ${p.inHand.length} under way, of
        ${p.total}. ${one.note}
      </p>
      ${
        UNDER_WAY.includes(one.state)
          ? html`<div class="actions">
              <button type="button" @click=${() => control(one, one.state === "paused" ? "running" : "paused")}>
                ${one.state === "paused" ? "Resume" : "Pause"}
              </button>
              <button type="button" class="danger" @click=${() => control(one, "cancelled")}>Cancel redrive</button>
            </div>`
          : nothing
      }
    </li>`;
  };

  return {
    load,
    close() {
      clearTimeout(timer);
      timer = "closed";
    },
    view: () =>
      items.length
        ? html`<section class="card" aria-labelledby="redrives-title">
            <h2 id="redrives-title">Redrives</h2>
            <ol class="plain">
              ${items.map(row)}
            </ol>
          </section>`
        : nothing,
  };
}
