import type { Answer } from '@hitmark/report/query';
import { columnChart } from './bar.ts';
import { textOf } from './metric-texts.ts';
import type { View } from './view.ts';
import { writeNumber } from './write-number.ts';
import { writeTable } from './write-table.ts';

const dayMs = 86_400_000;
const columnWidth = 2;

/** Writes what happened day by day: in a terminal a chart of the first metric, else a table. */
export function writeDays(title: string, answer: Answer, view: View): string[] {
  const { date_range: range, metrics } = answer.query;
  const days = typeof range === 'string' ? [] : daysBetween(range[0], range[1]);
  const byDay = new Map(answer.results.map((row) => [row.dimensions[0], row.metrics[0] ?? 0]));
  const values = days.map((day) => byDay.get(day) ?? 0);
  const isFit = days.length > 1 && days.length * columnWidth <= view.width;
  if (!view.isTerminal || !isFit) return writeTable('Day', answer, view);
  const most = Math.max(...values);
  const [text] = metrics.map(textOf);
  const best = `most: ${writeNumber(most, text?.kind ?? 'count')} on ${days[values.indexOf(most)]}`;
  const chart = columnChart(values, columnWidth);
  const ends = `${days[0]}${' '.repeat(Math.max(1, chart.length - 20))}${days.at(-1)}`;
  return [
    `${view.paint('bold', title)}  ${view.paint('dim', best)}`,
    view.paint('cyan', chart),
    view.paint('dim', ends),
  ];
}

function daysBetween(first: string, last: string): readonly string[] {
  const count = Math.round((Date.parse(last) - Date.parse(first)) / dayMs) + 1;
  return Array.from({ length: count }, (_none, index) =>
    new Date(Date.parse(first) + index * dayMs).toISOString().slice(0, 10),
  );
}
