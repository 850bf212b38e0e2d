// Charts by uPlot, in the page's colours, each beside the same numbers as a table.
/* global uPlot */
import { html } from "./ui.js";

const COLOURS = ["--one", "--two", "--three", "--four"];
const HEIGHT = 240;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws [times, ...numbers] into a place, once it is on the page. */
export function draw(place, names, data) {
  if (!place) return;
  place.replaceChildren();
  const axis = { stroke: colour("--dim"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };
  const options = {
    width: Math.max(240, place.clientWidth),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (chart, low, high) => [0, Math.max(1, high)] } },
    axes: [{ ...axis, space: 90, incrs: [60, 300, 900, 1800, 3600, 7200, 21600, 86400], values: clock }, { ...axis, size: 48, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000, 100000] }],
    series: [{}, ...names.map((name, at) => ({ label: name, stroke: colour(COLOURS[at]), width: 2, dash: at ? [2 + 4 * at, 3] : [], points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) }))],
  };
  return new uPlot(options, closed(data), place);
}

/** With an end to the last step, which would have no width else. */
const closed = (data) => data.map((column, at) => [...column, at ? column.at(-1) : 2 * column.at(-1) - column.at(-2)]);

const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const clock = (chart, times) => times.map((at) => CLOCK.format(new Date(at * 1000)));

const CLASSES = ["one", "two", "three", "four"];

export const legend = (names) => html`<ul class="legend">${names.map((name, at) => html`<li class=${CLASSES[at]}>${name}</li>`)}</ul>`;

/** The same numbers for who cannot see the chart. */
export const table = (caption, names, data) => html`<details><summary>As a table</summary><div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
  <caption>${caption}</caption>
  <thead><tr><th scope="col">Time</th>${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
  <tbody>${data[0].map((at, row) => html`<tr><td>${new Date(at * 1000).toLocaleTimeString()}</td>${names.map((name, column) => html`<td class="number">${data[column + 1][row]}</td>`)}</tr>`)}</tbody>
</table></div></details>`;
