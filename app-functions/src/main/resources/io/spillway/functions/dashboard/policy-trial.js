// The result of a simulated policy: outcomes, agreement with moderators, and messages that would change.
import { hash } from "./router.js";
import { named, percent, t } from "./texts.js";
import { chip, html, nothing, written } from "./ui.js";

const OUTCOMES = ["published", "marked", "withheld"];

/**
 * Returns the result of a simulation.
 *
 * @param isShown whether texts are shown
 * @param toggle shows or hides texts
 */
export function trialResult(result, isShown, toggle) {
  // The policy in force comes first, and the draft after it.
  const [before, after] = result.trials;
  const categories = [...new Set([...before.categories, ...after.categories].map((one) => one.category))];
  return html`<section class="card" aria-labelledby="outcome">
    <h2 id="outcome" tabindex="-1">${t("policy.changed", { count: after.changed, cases: result.cases })}</h2>
    <p>
      ${t("policy.left-out", { count: result.unmoderated })} ${t("policy.unscored", { count: result.unscored })}
      ${result.truncated ? t("policy.truncated") : nothing}
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("policy.outcomes")}>
      <table class="short">
        <thead>
          <tr>
            <th scope="col">${t("policy.outcome")}</th>
            <th scope="col" class="number">${t("policy.before")}</th>
            <th scope="col" class="number">${t("policy.after")}</th>
          </tr>
        </thead>
        <tbody>
          ${OUTCOMES.map(
            (name) =>
              html`<tr>
                <th scope="row">${named("statuses", name)}</th>
                <td class="number">${before.outcomes[name]}</td>
                <td class="number">${after.outcomes[name]}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h3>${t("policy.against")}</h3>
    ${categories.length ? quality(categories, before, after) : html`<p class="dim">${t("policy.no-decisions")}</p>`}
    ${changedMessages(after.examples, isShown, toggle)}
  </section>`;
}

function changedMessages(examples, isShown, toggle) {
  if (!examples.length) return nothing;
  const text = (one) => (isShown ? written(one.text) : html`<span class="dim">${t("ui.text-hidden")}</span>`);
  return html`<div class="title">
      <h3>${t("policy.examples")}</h3>
      <button type="button" aria-pressed=${isShown ? "true" : "false"} @click=${toggle}>
        ${t("author.show-texts")}
      </button>
    </div>
    <ul class="plain">
      ${examples.map(
        (one) =>
          html`<li>
            ${named("statuses", one.from)} → ${named("statuses", one.to)}
            ${chip(named("policy.judgements", one.judgement), { bad: "bad", fine: "good" }[one.judgement] || "")}
            ${one.category ? named("categories", one.category) : nothing} ${one.text ? text(one) : nothing}
            ${
              one.from === "withheld"
                ? html`<a href=${hash("review", { id: one.id })}>${t("author.open-case")}</a>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
}

const of = (trial, category) => trial.categories.find((one) => one.category === category);

function quality(categories, before, after) {
  const row = (category) => {
    const [was, is] = [of(before, category), of(after, category)];
    return html`<tr>
      <th scope="row">${named("categories", category)}</th>
      ${[was?.precision, is?.precision, was?.recall, is?.recall].map(
        (share) => html`<td class="number">${percent(share)}</td>`,
      )}
    </tr>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("policy.quality")}>
    <table class="short">
      <thead>
        <tr>
          <th scope="col">${t("policy.category")}</th>
          <th scope="col" class="number">${t("policy.precision-before")}</th>
          <th scope="col" class="number">${t("policy.precision-after")}</th>
          <th scope="col" class="number">${t("policy.recall-before")}</th>
          <th scope="col" class="number">${t("policy.recall-after")}</th>
        </tr>
      </thead>
      <tbody>
        ${categories.map(row)}
      </tbody>
    </table>
  </div>`;
}
