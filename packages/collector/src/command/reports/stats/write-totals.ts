import type { Answer } from '@hitmark/report/query';
import { padEnd, padStart, widthOf } from './cut-text.ts';
import { textOf } from './metric-texts.ts';
import { paintChange } from './paint-change.ts';
import type { View } from './view.ts';
import { changeOf } from './write-change.ts';
import { writeNumber } from './write-number.ts';

/** Writes a line for each metric, but for those that are 0 or missing both now and in the period before. */
export function writeTotals({ results, query }: Answer, view: View): string[] {
  const [row] = results;
  if (row === undefined) return [];
  const lines = query.metrics.flatMap((metric, index) => {
    const [now, before] = [row.metrics[index], row.comparison?.[index]];
    if (!now && !before) return [];
    const text = textOf(metric);
    const change = changeOf(now, before, text);
    return [{ title: text.title, number: writeNumber(now, text.kind), change }];
  });
  const titleWidth = Math.max(...lines.map(({ title }) => widthOf(title)));
  const numberWidth = Math.max(...lines.map(({ number }) => widthOf(number)));
  const changeWidth = Math.max(...lines.map(({ change }) => widthOf(change.text)));
  return lines.map(({ title, number, change }) =>
    [
      padEnd(title, titleWidth),
      view.paint('bold', padStart(number, numberWidth)),
      paintChange(change, view, changeWidth),
    ]
      .join('  ')
      .trimEnd(),
  );
}
