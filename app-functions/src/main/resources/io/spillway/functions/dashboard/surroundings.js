// The surroundings of a case: reports, the author's history, the messages around it, and its timeline.
import { get, path, query } from "./api.js";
import { hash } from "./router.js";
import { ago, list, named, number, rich, t, time } from "./texts.js";
import { chip, codeChip, explain, html, nothing, severity, written } from "./ui.js";
import { Withheld } from "./withhold.js";

const AROUND = 4;
const REPORTS = 20;

export class Surroundings {
  constructor(changed) {
    this.changed = changed;
    this.withheld = new Withheld((error) => {
      this.problem = error;
      this.changed();
    });
    this.forget();
  }

  forget() {
    this.author = this.around = this.reports = this.problem = null;
    this.withheld.forget();
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
    const state = this.withheld.has(message) ? codeChip("statuses", "withheld", "bad") : nothing;
    return html`<li>
      <span><strong>${written(message.author)}</strong> ${written(message.text)}</span>
      <span>${state} ${this.withheld.button(message, "quiet")}</span>
    </li>`;
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
