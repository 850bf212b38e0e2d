// The rules of a policy by category: what is in force, and what a draft would change.
import { decimal, named, t } from "./texts.js";
import { html } from "./ui.js";
import { CATEGORIES, POLICY_ACTIONS } from "./vocabulary.js";

/**
 * Returns a table of the rules, with inputs for the draft.
 *
 * @param inForce the policy in force
 * @param draft the draft as JSON
 * @param setRule takes a category, threshold or action, and its value as text
 */
export function rulesTable(inForce, draft, setRule) {
  let drafted = {};
  try {
    drafted = JSON.parse(draft).rules || {};
  } catch {
    // The text has a mistake; it is told when the draft is used.
  }
  const row = (category) => {
    const now = inForce.rules?.[category] || {};
    const { threshold, action } = drafted[category] || {};
    const name = named("categories", category);
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${now.action ? decimal(now.threshold) + " · " + named("policy.actions", now.action) : "-"}</td>
      <td>
        <input
          type="number"
          min="0.01"
          max="1"
          step="0.01"
          aria-label=${t("policy.threshold-of", { category: name })}
          .value=${threshold ?? ""}
          @change=${(event) => setRule(category, "threshold", event.target.value)}
        />
        <select
          aria-label=${t("policy.action-of", { category: name })}
          @change=${(event) => setRule(category, "action", event.target.value)}
        >
          <option value="" ?selected=${!action}>${t("policy.inherited")}</option>
          ${POLICY_ACTIONS.map(
            (one) => html`<option value=${one} ?selected=${one === action}>${named("policy.actions", one)}</option>`,
          )}
        </select>
      </td>
    </tr>`;
  };
  return html`<details>
    <summary>${t("policy.rules")}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("policy.rules")}>
      <table class="short">
        <thead>
          <tr>
            <th scope="col">${t("policy.category")}</th>
            <th scope="col">${t("policy.in-force")}</th>
            <th scope="col">${t("policy.draft")}</th>
          </tr>
        </thead>
        <tbody>
          ${CATEGORIES.map(row)}
        </tbody>
      </table>
    </div>
  </details>`;
}
