// What surrounds a case: reports, the author's history, the messages around it, and its timeline.
import { get, path, query } from "./api.js";
import { hash } from "./router.js";
import { ago, list, named, number, rich, t, time } from "./texts.js";
import { chip, codeChip, explain, html, isolated, nothing, say, severity, written } from "./ui.js";
import { openWithhold, undoWithhold } from "./withhold.js";

const AROUND = 4;
const REPORTS = 20;

export class Surroundings {
  constructor(changed) {
    this.changed = changed;
    this.forget();
  }

  forget() {
    this.author = this.around = this.reports = this.problem = null;
    /** The cases that messages around became here, by message: they can be undone. */
    this.withheld = new Map();
  }

  /** @param still whether the case is still open on the page */
  fetch(violation, still) {
    const { violationId, streamId, author } = violation;
    const part = async (name, call) => {
      const value = await call.catch((error) => ({ error }));
      if (!still()) return;
      this[name] = value;
      this.changed();
    };
    part("author", get(path`streams/${streamId}/authors` + query({ author })));
    part("around", get(path`violations/${violationId}/context?before=${AROUND}&after=${AROUND}`));
    if (violation.reports) part("reports", get(path`violations/${violationId}/reports` + query({ limit: REPORTS })));
  }

  /** @param hide shows or hides a text that was withheld */
  view(violation, hide) {
    return html`${violation.reports ? this.reported() : nothing} ${this.history(violation, hide)}
    ${this.context(violation, hide)} ${timeline(violation)}`;
  }

  part(title, value, content) {
    return html`<h3>${title}</h3>
      ${
        !value
          ? html`<p class="dim">${t("ui.loading")}</p>`
          : value.error
            ? html`<p class="dim">${explain(value.error).title}</p>`
            : content(value)
      }`;
  }

  reported() {
    return this.part(
      t("case.reports"),
      this.reports,
      ({ items, nextCursor }) =>
        html`<ul class="plain">
            ${items.map(
              (one) =>
                html`<li>
                  ${rich("case.reported-by", {
                    name: html`<strong>${written(one.reporter)}</strong>`,
                    reason: named("reasons", one.reason),
                  })}
                  <span class="dim">${ago(one.at)}</span> ${one.note ? html`“${written(one.note)}”` : nothing}
                </li>`,
            )}
          </ul>
          ${nextCursor ? html`<p class="dim">${t("case.latest-reports", { count: REPORTS })}</p>` : nothing}`,
    );
  }

  history(violation, hide) {
    return this.part(t("case.author-history"), this.author, ({ strikes, rules, effect, recent }) => {
      const others = recent.filter((one) => one.violationId !== violation.violationId);
      return html`<p>
          ${chip(t("case.strikes", { count: strikes }), strikes ? "bad" : "good")}
          ${t("case.standing", { count: rules.strikeDays, effect: named("effects", effect) })}
        </p>
        <ul class="plain">
          ${others.map(
            (one) =>
              html`<li>
                ${codeChip("states", one.state)}
                <a href=${hash("review", { id: one.violationId })}>${named("categories", one.category)}</a>
                ${severity(one.severity)}
                <span class="dim">${ago(one.heldAt)}</span> ${hide(one.text)}
              </li>`,
          )}
        </ul>`;
    });
  }

  context(violation, hide) {
    return this.part(t("case.context"), this.around, ({ before, after }) => {
      if (!before.length && !after.length) return html`<p class="dim">${t("case.no-context")}</p>`;
      return html`${this.problem ? html`<p class="notice" role="alert">${explain(this.problem).title}</p>` : nothing}
        <ol class="plain around">
          ${before.map((one) => this.line(one))}
          <li class="here">
            <span><strong>${written(violation.author)}</strong> ${hide(violation.text)}</span>
          </li>
          ${after.map((one) => this.line(one))}
        </ol>`;
    });
  }

  /** A message around the case, which can be withheld. */
  line(message) {
    const withheld = this.withheld.get(message.messageId);
    const author = isolated(message.author);
    return html`<li>
      <span><strong>${written(message.author)}</strong> ${written(message.text)}</span>
      ${
        withheld
          ? html`<span
              >${codeChip("statuses", "withheld", "bad")}
              <button
                type="button"
                class="quiet"
                aria-label=${t("case.undo-withhold-label", { author })}
                @click=${() => this.undo(message, withheld)}
              >
                ${t("withhold.undo")}
              </button></span
            >`
          : html`<button
              type="button"
              class="quiet"
              aria-label=${t("case.withhold-label", { author })}
              @click=${() => this.withhold(message)}
            >
              ${t("withhold.open")}
            </button>`
      }
    </li>`;
  }

  withhold(message) {
    this.problem = null;
    openWithhold(message, (violation) => {
      this.withheld.set(message.messageId, violation);
      this.changed();
    });
  }

  async undo(message, violation) {
    try {
      await undoWithhold(violation);
      this.withheld.delete(message.messageId);
      say(t("withhold.undone"));
    } catch (error) {
      this.problem = error;
    }
    this.changed();
  }
}

function timeline(violation) {
  return html`<h3>${t("case.timeline")}</h3>
    <ol class="plain">
      ${violation.audit.map(
        (step) =>
          html`<li>
            ${time(step.at)} ${described(step)} ${step.reason ? html`(${named("reasons", step.reason)})` : nothing}
            ${step.note ? html`“${written(step.note)}”` : nothing}
          </li>`,
      )}
    </ol>`;
}

const described = (step) =>
  rich("case.steps." + (step.action === "assign" && !step.assignee ? "unassign" : step.action), {
    who: written(step.who),
    assignee: written(step.assignee),
    state: named("states", step.to),
  });

/** How often viewers reported, and why. */
export const reportSummary = ({ count, reasons }) =>
  t("case.report-count", {
    count,
    reasons: list(Object.entries(reasons).map(([reason, times]) => named("reasons", reason) + " " + number(times))),
  });
