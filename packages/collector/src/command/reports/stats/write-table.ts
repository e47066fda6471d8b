import type { Answer, AnswerRow } from '@hitmark/report/query';
import { escapeControls } from '@hitmark/codec/text';
import { bar } from './bar.ts';
import { cutText, padEnd, padStart, widthOf } from './cut-text.ts';
import { textOf } from './metric-texts.ts';
import { paintChange } from './paint-change.ts';
import type { View } from './view.ts';
import { changeOf } from './write-change.ts';
import { writeNumber } from './write-number.ts';

const gap = '  ';
/** Columns of the longest bar. */
const barWidth = 16;
const leastLabelWidth = 12;
/** Bars are left out before a value is cut to less. */
const roomForLabel = 24;

/** Writes the groups of an answer as a table: value, bar, first number and its change, other numbers. */
export function writeTable(title: string, { results, meta, query }: Answer, view: View): string[] {
  const { metrics, dimensions } = query;
  const headings = metrics.map((metric) => textOf(metric).title);
  const rows = results.map((row) => cellsOf(row, metrics, dimensions));
  const widths = headings.map((heading, index) =>
    Math.max(widthOf(heading), ...rows.map(({ numbers }) => widthOf(numbers[index] ?? ''))),
  );
  const changeWidth = Math.max(0, ...rows.map(({ change }) => widthOf(change.text)));
  const fixed = [...widths, ...(changeWidth > 0 ? [changeWidth] : [])];
  const rest = view.width - fixed.reduce((sum, width) => sum + gap.length + width, 0);
  const withBars = view.isTerminal && rest >= gap.length + barWidth + roomForLabel;
  const room = Math.max(leastLabelWidth, withBars ? rest - gap.length - barWidth : rest);
  const longest = Math.max(widthOf(title), ...rows.map(({ label }) => widthOf(label)));
  const labelWidth = Math.min(longest, room);
  const most = Math.max(0, ...results.map(({ metrics: [first] }) => first ?? 0));

  function line(label: string, drawn: string, numbers: readonly string[], change: string): string {
    const [first = '', ...others] = numbers.map((number, index) =>
      padStart(number, widths[index] ?? 0),
    );
    const cells = [
      padEnd(cutText(label, labelWidth), labelWidth),
      ...(withBars ? [paintBar(padEnd(drawn, barWidth), view)] : []),
      first,
      ...(changeWidth > 0 ? [change] : []),
      ...others,
    ];
    return cells.join(gap).trimEnd();
  }

  const left = meta.total_rows - query.offset - results.length;
  return [
    view.paint('bold', line(title, '', headings, ' '.repeat(changeWidth))),
    ...rows.map(({ label, numbers, change, value }) => {
      const drawn = bar(most > 0 ? value / most : 0, barWidth);
      return line(label, drawn, numbers, paintChange(change, view, changeWidth));
    }),
    ...(left > 0 ? [view.paint('dim', `… ${writeNumber(left, 'count')} more`)] : []),
  ];
}

function cellsOf(
  { dimensions, metrics, comparison }: AnswerRow,
  names: readonly string[],
  dimensionNames: readonly string[],
) {
  const texts = names.map(textOf);
  const [first = textOf('')] = texts;
  const values = dimensions.map((value, index) => readable(value, dimensionNames[index] ?? ''));
  return {
    label: escapeControls(values.join(' · ')),
    value: metrics[0] ?? 0,
    numbers: texts.map(({ kind }, index) => writeNumber(metrics[index], kind)),
    change: changeOf(metrics[0], comparison?.[0], first),
  };
}

function paintBar(drawn: string, view: View): string {
  return drawn.trim() === '' ? drawn : view.paint('cyan', drawn);
}

/** Paths as a browser shows them. */
function readable(value: string, dimension: string): string {
  if (!dimension.endsWith('page')) return value;
  try {
    return decodeURI(value);
  } catch {
    return value;
  }
}
