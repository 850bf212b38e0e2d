// Decides all that pass the filters: seen first, then done, and only if nothing has changed since.
import { post, query, Refused } from "./api.js";
import { choice, explain, html, nothing, openDialog, render, say, values } from "./ui.js";
import { REASONS } from "./vocabulary.js";

export function openBulk(filters, done) {
  const chosen = { ...filters, state: filters.state || "open" };
  const shown = Object.entries(chosen)
    .filter(([, value]) => value)
    .map(([name, value]) => name + " = " + value);
  let state = "dismissed";
  let seen = null;
  let problem = null;
  let applied = null;

  openDialog((dialog) => {
    dialog.setAttribute("aria-labelledby", "bulk-title");
    const draw = () => render(view(), dialog);

    async function preview(event) {
      event.preventDefault();
      problem = seen = null;
      const { reason, note } = values(event.target);
      try {
        seen = { ...(await post("violations/bulk/preview" + query(chosen), { state })), reason, note, state };
      } catch (error) {
        problem = error;
      }
      draw();
    }

    async function apply() {
      const { count, bulkId, to, reason, note } = seen;
      try {
        applied = await post("violations/bulk/apply" + query({ ...chosen, to }), {
          state: seen.state,
          reason,
          note,
          count,
          bulkId,
        });
        say(summary(applied));
        done();
      } catch (error) {
        problem = error;
        seen = null;
      }
      draw();
    }

    const view = () =>
      html`<h2 id="bulk-title">Bulk decision</h2>
        <p>Filter: ${shown.join(", ")}.</p>
        ${
          applied
            ? html`<p role="status">${summary(applied)}</p>`
            : html` <form @submit=${preview}>
                  <label
                    >Decision
                    <select
                      name="state"
                      @change=${(event) => {
                        state = event.target.value;
                        seen = null;
                        draw();
                      }}
                    >
                      <option ?selected=${state === "dismissed"}>dismissed</option>
                      <option ?selected=${state === "upheld"}>upheld</option>
                    </select></label
                  >
                  ${choice("Reason", "reason", REASONS[state], "")}
                  <label>Note <input name="note" maxlength="1000" autocomplete="off" /></label>
                  <button>Preview</button>
                </form>
                ${problem ? html`<p class="notice" role="alert">${told(problem)}</p>` : nothing}
                ${
                  seen
                    ? html`<div class="notice" role="status">
                        <p>
                          <strong>${seen.count}</strong> would be
                          ${seen.state}${
                            seen.claimed ? "; " + seen.claimed + " of them are claimed and will be skipped" : ""
                          }.
                        </p>
                        <button type="button" class="primary" ?disabled=${!seen.count} @click=${apply}>
                          Apply to ${seen.count}
                        </button>
                      </div>`
                    : nothing
                }`
        }
        <form method="dialog"><button>Close</button></form>`;
    draw();
  });
}

function summary({ counts, complete }) {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => count + " " + outcome);
  return (parts.join(", ") || "none decided") + (complete ? "" : "; not complete: preview again for the rest");
}

function told(error) {
  if (error instanceof Refused && error.is("bulk-changed"))
    return "Changed since the preview: now " + error.problem.count + " cases. Preview again.";
  return explain(error).title + ": " + explain(error).advice;
}
