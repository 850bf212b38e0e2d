// Charts by uPlot, in the page's colours, each beside the same numbers as a table.
/* global uPlot */
import { html } from "./ui.js";

const COLOURS = ["--one", "--two", "--three", "--four"];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

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
    fill: colour(COLOURS[at]),
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
      { ...axis, space: 90, incrs: [60, 300, 900, 1800, 3600, 7200, 21600, 86400, 604800], values: clock },
      {
        ...axis,
        size: 56,
        space: 28,
        incrs: whole ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000, 100000] : undefined,
        values: (chart, numbers) => numbers.map((value) => SHORT.format(value)),
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

const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
/** Large amounts fit in front of the axis. */
const SHORT = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 3 });
const DAY = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });
const clock = (chart, times) =>
  times.map((at) => (times.at(-1) - times[0] > 172800 ? DAY : CLOCK).format(new Date(at * 1000)));

const CLASSES = ["one", "two", "three", "four"];

export const legend = (names) =>
  html`<ul class="legend">
    ${names.map((name, at) => html`<li class=${CLASSES[at]}>${name}</li>`)}
  </ul>`;

/** The same numbers for who cannot see the chart; parts of the time with nothing are left out. */
export const table = (caption, names, data, show = (value) => value) =>
  html`<details>
    <summary>As a table</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table class="short">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            ${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${data[0].map((at, row) =>
            data.slice(1).some((column) => column[row])
              ? html`<tr>
                  <td>${new Date(at * 1000).toLocaleString()}</td>
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
