// Tries another policy on what moderators have decided, before it is put in force.
import { get, path, post, Refused } from "./api.js";
import { filtering } from "./router.js";
import { choice, chip, explain, failure, field, html, loading, nothing, percent, render, values } from "./ui.js";
import { CATEGORIES } from "./vocabulary.js";

export function policy(main, parameters) {
  const page = new Simulator(main, parameters.get("streamId") || "main");
  page.load();
  return page;
}

class Simulator {
  constructor(main, streamId) {
    this.main = main;
    this.streamId = streamId;
    this.now = this.error = this.result = this.problem = null;
    this.candidate = "";
    this.busy = false;
  }

  async load() {
    this.draw();
    try {
      const [now, own] = await Promise.all([get(path`policies/streams/${this.streamId}/effective`), this.own()]);
      this.now = now;
      this.candidate = JSON.stringify(own, null, 2);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.draw();
  }

  /** What the stream's own policy says beyond the default, which a candidate takes the place of. */
  async own() {
    try {
      return (await get(path`policies/streams/${this.streamId}`)).policy || {};
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return {};
      throw error;
    }
  }

  /** Puts one rule into the text, which stays what counts. */
  change(event) {
    event.preventDefault();
    const { category, threshold, action } = event.target.elements;
    const policy = this.parsed();
    if (!policy) return;
    policy.rules = {
      ...policy.rules,
      [category.value]: { ...policy.rules?.[category.value], threshold: Number(threshold.value), action: action.value },
    };
    this.candidate = JSON.stringify(policy, null, 2);
    this.draw();
  }

  parsed() {
    this.problem = null;
    try {
      return JSON.parse(this.candidate);
    } catch (error) {
      this.problem = { title: "Invalid JSON", advice: error.message };
      this.draw();
      return null;
    }
  }

  async run() {
    const candidate = this.parsed();
    if (!candidate || this.busy) return;
    this.busy = true;
    this.draw();
    try {
      this.result = await post("policies/simulate", { streamId: this.streamId, candidates: [candidate] });
    } catch (error) {
      this.problem = explain(error);
      this.result = null;
    }
    this.busy = false;
    this.draw();
  }

  draw() {
    render(
      html`<div class="title">
          <h1>Simulate a policy</h1>
          <form @submit=${filtering("policy")}>${field("Stream", "streamId", this.streamId)}<button>Show</button></form>
        </div>
        ${this.error ? failure(this.error, () => this.load()) : this.now ? this.body() : loading("the policy")}`,
      this.main,
    );
  }

  body() {
    return html`<section class="card" aria-labelledby="candidate">
        <h2 id="candidate">Draft for <bdi>${this.streamId}</bdi></h2>
        <p class="hint">
          Current policy: ${this.now.version}. Enter only the differences from the default policy. Simulating changes
          nothing.
        </p>
        <form @submit=${(event) => this.change(event)}>
          ${choice("Category", "category", CATEGORIES, "harassment")}
          <label
            >Threshold <input name="threshold" type="number" min="0.01" max="1" step="0.01" value="0.5" required
          /></label>
          ${choice("Action", "action", ["withhold", "mark", "ignore"], "withhold")}<button>Add rule</button>
        </form>
        <label
          >Draft, as JSON
          <textarea
            spellcheck="false"
            .value=${this.candidate}
            @input=${(event) => {
              this.candidate = event.target.value;
            }}
          ></textarea>
        </label>
        <div class="actions">
          <button type="button" class="primary" ?disabled=${this.busy} @click=${() => this.run()}>
            ${this.busy ? "Running…" : "Run simulation"}
          </button>
        </div>
        ${
          this.problem
            ? html`<div class="notice" role="alert">
                <p><strong>${this.problem.title}</strong></p>
                <p>${this.problem.advice}</p>
              </div>`
            : nothing
        }
      </section>
      ${this.result ? outcome(this.result) : nothing}`;
  }
}

function outcome(result) {
  // The policy in force comes first, and the candidate after it.
  const [before, after] = result.trials;
  const categories = [...new Set([...before.categories, ...after.categories].map((one) => one.category))];
  return html`<section class="card" aria-labelledby="outcome">
    <h2 id="outcome" role="status">${after.changed} of ${result.cases} messages would change</h2>
    <p>
      ${result.unmoderated} unmoderated messages are left out; ${result.unscored} have no AI
      score.${result.truncated ? " More messages match than were simulated." : ""}
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Outcomes">
      <table class="short">
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col" class="number">Before</th>
            <th scope="col" class="number">After</th>
          </tr>
        </thead>
        <tbody>
          ${["published", "marked", "withheld"].map(
            (name) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td class="number">${before.outcomes[name]}</td>
                <td class="number">${after.outcomes[name]}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h3>Against moderators' decisions</h3>
    ${
      categories.length
        ? html`<div class="scroll" tabindex="0" role="region" aria-label="Precision and recall">
            <table class="short">
              <thead>
                <tr>
                  <th scope="col">Category</th>
                  <th scope="col" class="number">Precision before</th>
                  <th scope="col" class="number">Precision after</th>
                  <th scope="col" class="number">Recall before</th>
                  <th scope="col" class="number">Recall after</th>
                </tr>
              </thead>
              <tbody>
                ${categories.map((category) => row(category, of(before, category), of(after, category)))}
              </tbody>
            </table>
          </div>`
        : html`<p class="dim">No decisions yet.</p>`
    }
    ${
      after.examples.length
        ? html`<h3>Changed messages</h3>
            <ul class="plain">
              ${after.examples.map(
                (one) =>
                  html`<li>
                    ${one.id}: ${one.from} → ${one.to}
                    ${chip(one.judgement, { bad: "bad", fine: "good" }[one.judgement] || "")} ${one.category || ""}
                  </li>`,
              )}
            </ul>`
        : nothing
    }
  </section>`;
}

const of = (trial, category) => trial.categories.find((one) => one.category === category);
const row = (category, before, after) =>
  html`<tr>
    <th scope="row">${category}</th>
    <td class="number">${percent(before?.precision)}</td>
    <td class="number">${percent(after?.precision)}</td>
    <td class="number">${percent(before?.recall)}</td>
    <td class="number">${percent(after?.recall)}</td>
  </tr>`;
