// Policies: the rules in force, a draft that is simulated on past messages and saved, and the earlier versions.
import { get, path, post, put, query, Refused, remove } from "./api.js";
import { diff } from "./diff.js";
import { noteField, openForm } from "./forms.js";
import { filtering, hash, permalink } from "./router.js";
import { textMode } from "./settings.js";
import { decimal, named, percent, t, time } from "./texts.js";
import {
  choice,
  chip,
  copyButton,
  explain,
  failure,
  field,
  html,
  isolated,
  loading,
  nothing,
  notice,
  render,
  say,
  written,
} from "./ui.js";
import { CATEGORIES, POLICY_ACTIONS } from "./vocabulary.js";

const PAGE = 20;
const DRAFT = "spillway-policy-draft:";
const OUTCOMES = ["published", "marked", "withheld"];

export function policy(main, parameters, session) {
  const page = new PolicyPage(main, parameters.get("streamId") || "main", parameters.get("scope"), session);
  page.load();
  return page;
}

const pretty = (value) => JSON.stringify(value ?? {}, null, 2);

class PolicyPage {
  constructor(main, streamId, scope, session) {
    this.main = main;
    this.streamId = streamId;
    this.isDefault = scope === "default";
    this.mayWrite = !this.isDefault || session.roles.includes("operator");
    this.where = this.isDefault ? "policies/default" : path`policies/streams/${streamId}`;
    this.key = DRAFT + this.where;
    this.isShown = textMode.value === "shown";
    this.effective = this.own = this.versions = this.error = this.problem = this.result = this.compared = null;
    this.isBusy = false;
  }

  close() {
    this.isClosed = true;
  }

  async load() {
    this.draw();
    try {
      [this.effective, this.own, this.versions] = await Promise.all([
        get(path`policies/streams/${this.streamId}/effective`),
        get(this.where).catch(ifMissing({ number: null, policy: null })),
        get(this.where + "/versions" + query({ limit: PAGE })).catch(ifMissing({ items: [], nextCursor: null })),
      ]);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  /** The draft as text: what was typed and not saved, or what is stored. */
  get draft() {
    return sessionStorage.getItem(this.key) ?? pretty(this.own.policy);
  }
  set draft(text) {
    if (text === pretty(this.own.policy)) sessionStorage.removeItem(this.key);
    else sessionStorage.setItem(this.key, text);
  }
  get isChanged() {
    return sessionStorage.getItem(this.key) !== null;
  }

  parsed() {
    this.problem = null;
    try {
      return JSON.parse(this.draft);
    } catch (error) {
      this.problem = { title: t("policy.invalid-json"), advice: error.message };
      this.draw();
      return null;
    }
  }

  /** Writes one rule into the draft; an empty value is inherited. */
  setRule(category, name, value) {
    const policy = this.parsed();
    if (!policy) return;
    const { [name]: before, ...rule } = policy.rules?.[category] || {};
    if (value !== "") rule[name] = name === "threshold" ? Number(value) : value;
    const { [category]: old, ...rules } = policy.rules || {};
    policy.rules = Object.keys(rule).length ? { ...rules, [category]: rule } : rules;
    if (!Object.keys(policy.rules).length) delete policy.rules;
    this.draft = pretty(policy);
    this.draw();
  }

  async simulate() {
    const candidate = this.parsed();
    if (!candidate || this.isBusy) return;
    this.isBusy = true;
    this.draw();
    try {
      this.result = await post("policies/simulate", {
        streamId: this.streamId,
        asDefault: this.isDefault,
        candidates: [candidate],
        includeText: true,
      });
    } catch (error) {
      this.problem = explain(error);
      this.result = null;
    }
    this.isBusy = false;
    this.draw();
    document.getElementById("outcome")?.focus();
  }

  /** What must still be the latest version for a change to be stored. */
  condition() {
    return this.own.number === null ? { ifNoneMatch: "*" } : { ifMatch: '"' + this.own.number + '"' };
  }

  async store(policy, note) {
    this.own = await put(this.where, { policy, note }, this.condition());
    sessionStorage.removeItem(this.key);
    say(t("policy.saved", { number: this.own.number }));
    await this.load();
  }

  save() {
    const policy = this.parsed();
    if (!policy) return;
    openForm({
      title: t("policy.save-title"),
      hint: this.scopeText(),
      fields: html`${changes(pretty(this.own.policy), pretty(policy))} ${noteField(t("policy.note"))}`,
      action: t("policy.save-action"),
      submit: ({ note }) => this.store(policy, note),
    });
  }

  async restore(number) {
    const version = await this.read(number);
    if (!version) return;
    openForm({
      title: t("policy.restore-title", { number }),
      hint: this.scopeText(),
      fields: html`${changes(pretty(this.own.policy), pretty(version.policy))} ${noteField(t("policy.note"))}`,
      action: t("policy.restore-action"),
      submit: ({ note }) => this.store(version.policy, note || t("policy.restore-note", { number })),
    });
  }

  end() {
    openForm({
      title: t("policy.end-title"),
      hint: t("policy.end-hint"),
      action: t("policy.end-action"),
      kind: "danger",
      submit: async () => {
        await remove(this.where, this.condition());
        sessionStorage.removeItem(this.key);
        say(t("policy.ended"));
        await this.load();
      },
    });
  }

  async read(number) {
    try {
      return await get(this.where + "/versions/" + number);
    } catch (error) {
      this.problem = explain(error);
      this.draw();
      return null;
    }
  }

  async compare(number) {
    this.compared = await this.read(number);
    this.draw();
    document.getElementById("compared")?.focus();
  }

  async more() {
    const next = await get(this.where + "/versions" + query({ limit: PAGE, cursor: this.versions.nextCursor }));
    this.versions = { ...next, items: [...this.versions.items, ...next.items] };
    this.draw();
  }

  scopeText() {
    return this.isDefault ? t("policy.scope-default") : t("policy.scope-stream", { stream: isolated(this.streamId) });
  }

  draw() {
    if (this.isClosed) return;
    const scope = this.isDefault ? "default" : "";
    render(
      html`<div class="title">
          <h1>${t("frame.pages.policy")}</h1>
          <div class="tools">
            ${copyButton(t("ui.copy-link"), () => permalink("policy", { streamId: this.streamId, scope }))}
          </div>
        </div>
        <form @submit=${filtering("policy")}>
          ${field(t("ui.stream"), "streamId", this.streamId)}
          ${choice(t("policy.applies"), "scope", ["default"], scope, t("policy.this-stream"), () =>
            t("policy.all-streams"),
          )}
          <button>${t("ui.show")}</button>
        </form>
        ${this.error ? failure(this.error, () => this.load()) : this.versions ? this.body() : loading()}`,
      this.main,
    );
  }

  body() {
    return html`${this.problem ? notice(this.problem) : nothing} ${this.editor()}
    ${this.result ? this.outcome(this.result) : nothing} ${this.history()}`;
  }

  editor() {
    return html`<section class="card" aria-labelledby="draft">
      <h2 id="draft">${t("policy.draft")} ${this.isChanged ? chip(t("policy.unsaved"), "warn") : nothing}</h2>
      <p class="hint">${this.scopeText()} ${t("policy.hint", { version: this.effective.version })}</p>
      ${this.rules()}
      <label
        >${t("policy.json")}
        <textarea
          spellcheck="false"
          .value=${this.draft}
          @input=${(event) => {
            this.draft = event.target.value;
            this.draw();
          }}
        ></textarea>
      </label>
      <div class="actions">
        <button type="button" ?disabled=${this.isBusy} @click=${() => this.simulate()}>
          ${t(this.isBusy ? "policy.running" : "policy.simulate")}
        </button>
        <button
          type="button"
          class="primary"
          ?disabled=${!this.mayWrite || !this.isChanged}
          @click=${() => this.save()}
        >
          ${t("policy.save")}
        </button>
        <button type="button" ?disabled=${!this.isChanged} @click=${() => this.discard()}>
          ${t("policy.discard")}
        </button>
        ${
          !this.isDefault && this.own.policy
            ? html`<button type="button" class="danger" @click=${() => this.end()}>${t("policy.end")}</button>`
            : nothing
        }
      </div>
      ${this.mayWrite ? nothing : html`<p class="hint">${t("policy.operators-only")}</p>`}
    </section>`;
  }

  discard() {
    sessionStorage.removeItem(this.key);
    this.problem = null;
    this.draw();
  }

  /** The rules by category: what is in force, and what the draft would change. */
  rules() {
    let drafted = {};
    try {
      drafted = JSON.parse(this.draft).rules || {};
    } catch {
      // The text has a mistake; it is told when the draft is used.
    }
    const row = (category) => {
      const now = this.effective.policy.rules?.[category] || {};
      const { threshold, action } = drafted[category] || {};
      const name = named("categories", category);
      return html`<tr>
        <th scope="row">${name}</th>
        <td>${now.threshold === undefined ? "-" : decimal(now.threshold)} · ${named("policy.actions", now.action)}</td>
        <td>
          <input
            type="number"
            min="0.01"
            max="1"
            step="0.01"
            aria-label=${t("policy.threshold-of", { category: name })}
            .value=${threshold ?? ""}
            @change=${(event) => this.setRule(category, "threshold", event.target.value)}
          />
          <select
            aria-label=${t("policy.action-of", { category: name })}
            @change=${(event) => this.setRule(category, "action", event.target.value)}
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

  outcome(result) {
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
      ${this.examples(after.examples)}
    </section>`;
  }

  examples(examples) {
    if (!examples.length) return nothing;
    const toggle = () => {
      this.isShown = !this.isShown;
      this.draw();
    };
    const text = (one) => (this.isShown ? written(one.text) : html`<span class="dim">${t("author.hidden")}</span>`);
    return html`<div class="title">
        <h3>${t("policy.examples")}</h3>
        <button type="button" aria-pressed=${this.isShown ? "true" : "false"} @click=${toggle}>
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

  history() {
    const { items, nextCursor } = this.versions;
    return html`<section class="card" aria-labelledby="versions">
      <h2 id="versions">${t("policy.history")}</h2>
      ${
        items.length
          ? html`<ul class="plain rows">
              ${items.map((one) => this.version(one))}
            </ul>`
          : html`<p class="dim">${t("policy.no-history")}</p>`
      }
      ${nextCursor ? html`<button type="button" @click=${() => this.more()}>${t("ui.more")}</button>` : nothing}
      ${
        this.compared
          ? html`<h3 id="compared" tabindex="-1">${t("policy.compared", { number: this.compared.number })}</h3>
              ${changes(pretty(this.own.policy), pretty(this.compared.policy))}`
          : nothing
      }
    </section>`;
  }

  version({ number, who, at, note, ends }) {
    const isLatest = number === this.own.number;
    return html`<li>
      <div class="said">
        <p>
          <strong>${t("policy.version", { number })}</strong> ${isLatest ? chip(t("policy.latest"), "good") : nothing}
          ${ends ? chip(t("policy.ends")) : nothing}
        </p>
        <p class="dim">${written(who)} · ${time(at)}</p>
        ${note ? html`<p>${written(note)}</p>` : nothing}
      </div>
      <div class="actions">
        ${
          ends || isLatest
            ? nothing
            : html`<button type="button" @click=${() => this.compare(number)}>${t("policy.compare")}</button>
                <button type="button" ?disabled=${!this.mayWrite} @click=${() => this.restore(number)}>
                  ${t("policy.restore")}
                </button>`
        }
      </div>
    </li>`;
  }
}

/** Handles an answer that there is nothing, and no other refusal. */
const ifMissing = (value) => (error) => {
  if (error instanceof Refused && error.status === 404) return value;
  throw error;
};

function changes(before, after) {
  const show = {
    kept: (text) => html`<span> ${text} </span>`,
    added: (text) => html`<ins>+ ${text}</ins>`,
    removed: (text) => html`<del>- ${text}</del>`,
  };
  return html`<pre class="diff" tabindex="0" aria-label=${t("policy.changes")} translate="no">
${diff(before, after).map(([kind, text]) => show[kind](text))}</pre>`;
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
