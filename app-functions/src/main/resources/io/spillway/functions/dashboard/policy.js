// Policies: the rules in force, a draft that is simulated on past messages and saved, and the earlier versions.
import { get, missing, path, post, put, query, remove } from "./api.js";
import { draftOf, keepDraft } from "./drafts.js";
import { noteField, openForm } from "./forms.js";
import { changes } from "./changes.js";
import { rulesTable } from "./policy-rules.js";
import { trialResult } from "./policy-trial.js";
import { filtering, permalink } from "./router.js";
import { textMode } from "./settings.js";
import { t, time } from "./texts.js";
import {
  chip,
  choice,
  copyButton,
  explain,
  failure,
  field,
  html,
  isolated,
  loading,
  moreButton,
  nothing,
  notice,
  render,
  say,
  written,
} from "./ui.js";

const PAGE = 20;

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
        get(this.where).catch(missing),
        get(this.where + "/versions" + query({ limit: PAGE })).catch(missing),
      ]);
      this.own ||= { number: null, policy: null };
      this.versions ||= { items: [], nextCursor: null };
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  /** The draft as text: what was typed and not saved, or what is stored. */
  get draft() {
    return draftOf(this.where)?.text ?? pretty(this.own.policy);
  }
  set draft(text) {
    keepDraft(this.where, text === pretty(this.own.policy) ? null : { text });
  }
  get isChanged() {
    return draftOf(this.where) !== null;
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
    keepDraft(this.where, null);
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
        keepDraft(this.where, null);
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
    try {
      const next = await get(this.where + "/versions" + query({ limit: PAGE, cursor: this.versions.nextCursor }));
      this.versions = { ...next, items: [...this.versions.items, ...next.items] };
    } catch (error) {
      this.problem = explain(error);
    }
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
    ${this.result ? this.trial() : nothing} ${this.history()}`;
  }

  editor() {
    return html`<section class="card" aria-labelledby="draft">
      <h2 id="draft">${t("policy.draft")} ${this.isChanged ? chip(t("policy.unsaved"), "warn") : nothing}</h2>
      <p class="hint">${this.scopeText()} ${t("policy.hint", { version: this.effective.version })}</p>
      ${rulesTable(this.effective.policy, this.draft, (...change) => this.setRule(...change))}
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
    keepDraft(this.where, null);
    this.problem = null;
    this.draw();
  }

  trial() {
    const toggle = () => {
      this.isShown = !this.isShown;
      this.draw();
    };
    return trialResult(this.result, this.isShown, toggle);
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
      ${moreButton(nextCursor, () => this.more())}
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
