// Charts by uPlot, in the page's colours, each beside the same numbers as a table.
/* global uPlot */
import { html } from "./lit-html.js";
import { clock, compact, day, t, timeText } from "./texts.js";

const COLOURS = ["--one", "--two", "--three", "--four"];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Strokes that tell the columns apart without colours, on a square of a few pixels. */
const STROKES = [
  () => {},
  (context, size) => line(context, [0, size, size, 0]),
  (context, size) => line(context, [0, 0, size, size]),
  (context, size) => line(context, [size / 2, 0, size / 2, size]),
];
const SQUARE = 8;

function line(context, [fromX, fromY, toX, toY]) {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}

/** The filling of a column: its colour, with its strokes. */
function pattern(at) {
  const square = document.createElement("canvas");
  square.width = square.height = SQUARE;
  const context = square.getContext("2d");
  context.fillStyle = colour(COLOURS[at]);
  context.fillRect(0, 0, SQUARE, SQUARE);
  context.strokeStyle = colour("--card");
  context.lineWidth = 2;
  STROKES[at](context, SQUARE);
  return context.createPattern(square, "repeat");
}

/**
 * Draws [times, ...numbers] into a place, once it is on the page: bars, of which the first stands
 * on the ground and each on the one before.
 *
 * @param whole whether only whole numbers are worth a line
 */
export function draw(place, names, data, { height = 240, whole = true } = {}) {
  if (!place) return;
  place.replaceChildren();
  const axis = {
    stroke: colour("--dim"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line") },
  };
  const sums = stacked(data);
  // The highest is drawn first, so that each lower one covers its part of it.
  const bars = names.map((name, at) => ({
    label: name,
    fill: pattern(at),
    stroke: colour("--card"),
    width: 1,
    points: { show: false },
    paths: uPlot.paths.bars({ size: [0.9, 40], align: 1 }),
  }));
  const options = {
    width: Math.max(240, place.clientWidth),
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: [data[0][0], 2 * data[0].at(-1) - data[0].at(-2)] },
      y: { range: (chart, low, high) => [0, high > 0 ? high * 1.05 : 1] },
    },
    axes: [
      { ...axis, space: 90, incrs: [60, 300, 900, 1800, 3600, 7200, 21600, 86400, 604800], values: moments },
      {
        ...axis,
        size: 56,
        space: 28,
        incrs: whole ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000, 100000] : undefined,
        values: (chart, numbers) => numbers.map(compact),
      },
    ],
    series: [{}, ...bars.toReversed()],
  };
  return new uPlot(options, [sums[0], ...sums.slice(1).toReversed()], place);
}

function stacked([times, ...columns]) {
  const under = new Array(times.length).fill(0);
  return [times, ...columns.map((column) => column.map((value, at) => (value ? (under[at] += value) : null)))];
}

const moments = (chart, times) => times.map((at) => (times.at(-1) - times[0] > 172800 ? day : clock)(at * 1000));

const CLASSES = ["one", "two", "three", "four"];

export const legend = (names) =>
  html`<ul class="legend">
    ${names.map((name, at) => html`<li class=${CLASSES[at]}>${name}</li>`)}
  </ul>`;

/** The same numbers for who cannot see the chart; parts of the time with nothing are left out. */
export const table = (caption, names, data, show = (value) => value) =>
  html`<details>
    <summary>${t("charts.as-table")}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table class="short">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t("charts.from")}</th>
            ${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${data[0].map((at, row) =>
            data.slice(1).some((column) => column[row])
              ? html`<tr>
                  <td>${timeText(at * 1000)}</td>
                  ${names.map((name, column) => html`<td class="number">${show(data[column + 1][row])}</td>`)}
                </tr>`
              : null,
          )}
        </tbody>
      </table>
    </div>
  </details>`;

/** Sums of what happened, in equal parts of a time: [[at, column, amount]...] as [times, ...sums]. */
export function buckets(happened, columns, from, to, parts) {
  const step = Math.max(1, Math.ceil((to - from + 1) / parts));
  const data = [
    Array.from({ length: parts }, (_, at) => (from + at * step) / 1000),
    ...Array.from({ length: columns }, () => new Array(parts).fill(0)),
  ];
  for (const [at, column, amount] of happened) {
    const part = Math.floor((at - from) / step);
    if (part >= 0 && part < parts) data[column + 1][part] += amount;
  }
  return data;
}
