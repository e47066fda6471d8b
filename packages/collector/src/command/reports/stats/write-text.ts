import type { AnswerWithLag } from '@hitmark/report';
import type { Answer } from '@hitmark/report/query';
import { escapeControls } from '@hitmark/codec/text';
import { countOf } from '../../erasing/progress.ts';
import type { Section } from './sections.ts';
import type { View } from './view.ts';
import { writeDays } from './write-days.ts';
import { writeTable } from './write-table.ts';
import { writeTotals } from './write-totals.ts';

/** A section with the answer to its query. */
export interface AnsweredSection {
  readonly section: Section;
  readonly answer: Answer & { readonly meta: Partial<AnswerWithLag['meta']> };
}

/** Words for what numbers are compared with. */
const comparedWith = {
  previous_period: 'as long before',
  previous_year: 'the same of the year before',
} as const;

/** Writes answers for people: totals, then tables, then what a reader must know of the numbers. */
export function writeText(answered: readonly AnsweredSection[], view: View): string {
  const filled = answered.filter(({ answer }) => answer.results.length > 0);
  const parts = filled.map(({ section: { kind, title }, answer }) => {
    if (kind === 'totals') return writeTotals(answer, view);
    return kind === 'days' ? writeDays(title, answer, view) : writeTable(title, answer, view);
  });
  const [first] = answered;
  if (first === undefined) return '';
  const nothing = [
    'No events in this period; choose another with --days, or look with hitmark tail.',
  ];
  const body = parts.some((part) => part.length > 0) ? parts : [nothing];
  const blocks = [heading(first.answer, view), ...body, notes(answered, view)];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ query }: Answer, view: View): string[] {
  const { site, date_range: range, timezone, compare, filters } = query;
  const who = site === null ? 'All sites' : site.join(', ');
  const message =
    filters?.[0] === 'is' && filters[1] === 'message' ? ` · ${filters[2].join(', ')}` : '';
  const days = typeof range === 'string' ? range : spanOf(range);
  const before = compare === null ? '' : `, compared with ${comparedWith[compare]}`;
  const rest = `${days} (${timezone})${before}`;
  return [`${view.paint('bold', escapeControls(who + message))}  ${view.paint('dim', rest)}`];
}

/** `1 to 30 November 2026`. */
function spanOf([first, last]: readonly [string, string]): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return format.formatRange(new Date(first), new Date(last)).replaceAll('\u2009', ' ');
}

function notes(answered: readonly AnsweredSection[], view: View): string[] {
  const [{ answer } = {}] = answered;
  const machines = answer?.meta.excluded.machine ?? 0;
  const behind = answer?.meta.lag_events ?? 0;
  const lines = [
    ...(behind > 0 ? [`${countOf(behind, 'event')} not counted yet: the report is behind`] : []),
    ...(machines > 0 ? [`${countOf(machines, 'event')} of machines left out`] : []),
    ...(answer?.meta.warnings ?? []).map(({ message }) => message),
  ];
  return lines.map((line) => view.paint('dim', escapeControls(line)));
}
