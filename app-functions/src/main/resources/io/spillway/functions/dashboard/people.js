// Text that people wrote: never markup, kept to itself, with invisible and look-alike letters marked.
import { html } from "./lit-html.js";
import { named, t } from "./texts.js";

const NAMES = {
  0x061c: "ALM",
  0x200b: "ZWSP",
  0x200c: "ZWNJ",
  0x200d: "ZWJ",
  0x200e: "LRM",
  0x200f: "RLM",
  0x202a: "LRE",
  0x202b: "RLE",
  0x202c: "PDF",
  0x202d: "LRO",
  0x202e: "RLO",
  0x2060: "WJ",
  0x2066: "LRI",
  0x2067: "RLI",
  0x2068: "FSI",
  0x2069: "PDI",
  0xfeff: "BOM",
};

/** Scripts whose letters change form by a joiner. */
const JOINING =
  "[" +
  [
    ...["Arabic", "Syriac", "Nko", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya"],
    ...["Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar", "Tibetan"],
  ]
    .map((script) => "\\p{Script=" + script + "}")
    .join("") +
  "]\\p{M}*";
const PICTURE = "\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]*";

/** Signs that cannot be seen and yet belong to what is written. */
const PROPER = [
  "\\u{1f3f4}[\\u{e0020}-\\u{e007e}]+\\u{e007f}",
  PICTURE + "(?:\\u200d" + PICTURE + ")+",
  "(?<=" + JOINING + ")[\\u200c\\u200d]",
  "[\\u200c\\u200d](?=" + JOINING + ")",
].join("|");
const HIDDEN =
  "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e" +
  "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]";
const WORD = "[\\p{L}\\p{M}]+";
const TOKEN = new RegExp(`(?<proper>${PROPER})|(?<hidden>${HIDDEN})|(?<word>${WORD})`, "gu");

/** Scripts with letters that look alike, of which a word has one. */
const ALIKE = ["Latin", "Cyrillic", "Greek", "Armenian", "Cherokee"].map((name) => ({
  name,
  letter: new RegExp("\\p{Script=" + name + "}", "gu"),
}));

/** A text of a person, with the parts marked that a rule met. */
export function written(text, matches = []) {
  const whole = String(text ?? "");
  const parts = [];
  let at = 0;
  for (const { start, length, rule } of matches) {
    parts.push(...visible(whole.slice(at, start)));
    const met = visible(whole.slice(start, start + length));
    parts.push(html`<mark class="match" title=${named("rules", rule)}>${met}</mark>`);
    at = start + length;
  }
  parts.push(...visible(whole.slice(at)));
  return html`<bdi class="written" lang="" translate="no">${parts}</bdi>`;
}

/** A name within a sentence of plain text, kept to itself. */
export const isolated = (name) =>
  "\u2068" + String(name ?? "").replace(TOKEN, (token, ...more) => (more.at(-1).hidden ? "" : token)) + "\u2069";

function visible(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(TOKEN)) {
    const { hidden, word } = found.groups;
    const shown = hidden ? code(hidden) : word && mixed(word);
    if (!shown) continue;
    parts.push(text.slice(at, found.index), shown);
    at = found.index + found[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

function code(character) {
  const point = character.codePointAt(0);
  const hex = "U+" + point.toString(16).toUpperCase().padStart(4, "0");
  return html`<span class="unprintable" title=${NAMES[point] || t("people.invisible")}>${hex}</span>`;
}

/** A word of several scripts, whose rarer letters imitate the others; null for any other word. */
function mixed(word) {
  const counts = ALIKE.map(({ name, letter }) => ({ name, letter, count: word.match(letter)?.length || 0 }))
    .filter(({ count }) => count)
    .sort((one, other) => other.count - one.count);
  if (counts.length < 2) return null;
  const [, ...rare] = counts;
  return [...word].map((letter) => {
    const script = rare.find((one) => letter.match(one.letter));
    return script
      ? html`<span class="alike" title=${t("people.alike", { script: script.name })}>${letter}</span>`
      : letter;
  });
}
