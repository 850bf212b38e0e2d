// Writes a JSON Patch for many payloads: an operation, and the test that a payload must pass.
import { t } from "./texts.js";
import { choice, html, say } from "./ui.js";

const OPERATIONS = ["replace", "remove", "add"];
const MOST_FIELDS = 100;

/** The fields of a JSON value, as pointers with their values as JSON. */
function fields(value, at = "") {
  if (value === null || typeof value !== "object") return [[at, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, inner]) =>
    fields(inner, at + "/" + name.replaceAll("~", "~0").replaceAll("/", "~1")),
  );
}

/** The value of an input: JSON, or else a text. */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export class PatchForm {
  /** @param changed called after each change of the patch */
  constructor(text, changed) {
    this.text = text;
    this.changed = changed;
    this.fields = new Map();
    this.operation = OPERATIONS[0];
  }

  /** Offers the fields of an example. */
  show(payload) {
    try {
      this.fields = new Map(fields(JSON.parse(payload ?? "null")).slice(0, MOST_FIELDS));
    } catch {
      this.fields = new Map();
    }
  }

  /** The operations; the text as it is if it is no JSON, which the API explains. */
  value() {
    return read(this.text);
  }

  write(text) {
    this.text = text;
    this.changed();
  }

  add(form) {
    const { path, value, testPath, testValue } = Object.fromEntries(new FormData(form));
    const patch = read(this.text);
    const step = { op: this.operation, path, ...(value !== undefined && { value: read(value) }) };
    const test = { op: "test", path: testPath, value: read(testValue) };
    this.write(JSON.stringify([...(Array.isArray(patch) ? patch : []), test, step], null, 2));
    form.reset();
    say(t("order.step-added"));
  }

  /** A known field that is chosen: its value in the example is what the test asks for. */
  choose(form) {
    const path = form.path.value;
    const known = this.fields.get(path);
    if (this.operation !== "add" && known !== undefined) {
      form.testPath.value = path;
      form.testValue.value = known;
    }
  }

  view() {
    return html`<form
      class="patch"
      aria-label=${t("order.patch-form")}
      @submit=${(event) => {
        event.preventDefault();
        this.add(event.target);
      }}
    >
      <datalist id="patch-fields">
        ${[...this.fields.keys()].map((path) => html`<option value=${path}></option>`)}
      </datalist>
      <div class="tools" @change=${(event) => event.target.name === "path" && this.choose(event.target.form)}>
        <div
          @change=${(event) => {
            this.operation = event.target.value;
            this.changed();
          }}
        >
          ${choice(t("order.operation"), "operation", OPERATIONS, this.operation, undefined, (one) =>
            t("order.operations." + one),
          )}
        </div>
        <label>${t("order.field")} <input name="path" list="patch-fields" required pattern="/.*" /></label>
        ${
          this.operation === "remove"
            ? ""
            : html`<label>${t("order.value")} <input name="value" required autocomplete="off" /></label>`
        }
        <label>${t("order.test-field")} <input name="testPath" list="patch-fields" required pattern="/.*" /></label>
        <label>${t("order.test-value")} <input name="testValue" required autocomplete="off" /></label>
        <button>${t("order.add-step")}</button>
      </div>
      <p class="hint">${t("order.patch-hint")}</p>
    </form>`;
  }
}
