import type { Answer } from '../../answer/answer.ts';
import { none } from '../../query/dimensions.ts';
import { actors, type Actor, type DateRange } from '../../query/query.ts';
import { maxValueLength } from '../../query/schema-parts.ts';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';
import { chosenMessage } from './chosen-message.ts';

/** Opens and clicks of a message, each recipient once. */
export interface Reading {
  readonly opens: number;
  readonly clicks: number;
}

/** A message of the sender's, with its numbers of all time. */
export interface Email extends Reading {
  readonly name: string;
  /** Null: the sender told of none. */
  readonly subject: string | null;
  /** First day, or month, of the sending; null: it is not among the days that were looked at. */
  readonly sentDay: string | null;
  readonly sent: number;
  readonly unsubscribes: number;
  /** Median seconds from the sending to the first open; null: nobody opened it. */
  readonly openSeconds: number | null;
  readonly byActor: Readonly<Record<Actor, Reading>>;
}

/** Most messages that are looked at. */
const maxMessages = 200;
const maxRows = 10_000;

/** Filters of the state, but for the one that chooses a message. */
export function otherFilters({ state }: SiteView): readonly PageFilter[] {
  const chosen = chosenMessage(state.filters);
  return state.filters.filter(
    ({ operator, dimension, values }) =>
      !(operator === 'is' && dimension === 'message' && values[0] === chosen),
  );
}

/**
 * Messages with something in a period: those sent last first, then those that nobody knows the day of.
 *
 * @param only the name of the one that is wanted; null: all
 */
export async function emailsOf(
  view: SiteView,
  period: DateRange,
  only: string | null = null,
): Promise<readonly Email[]> {
  const filters = otherFilters(view);
  const isMessage: PageFilter =
    only === null
      ? { operator: 'is_not', dimension: 'message', values: [none] }
      : { operator: 'is', dimension: 'message', values: [only] };
  const active = await view.askPlain({
    date_range: period,
    metrics: ['sent', 'opens', 'clicks'],
    dimensions: ['message'],
    filters: [...filters, isMessage],
    actors,
    limit: maxMessages,
  });
  const names = active.results
    .map(({ dimensions: [name = ''] }) => name)
    .filter((name) => name.length <= maxValueLength);
  if (names.length === 0) return [];
  const answers = await askAbout(view, period, names);
  return names
    .map((name) => emailOf(answers, name))
    .toSorted((one, other) => (other.sentDay ?? '').localeCompare(one.sentDay ?? '', 'en'));
}

/** Answers about some messages, of all time but for the days. */
interface Answers {
  /** Readers that count, and the time until they opened. */
  readonly read: Answer;
  readonly sent: Answer;
  readonly byActor: Answer;
  /** Emails sent by day, or by month. */
  readonly days: Answer;
  /** Null: the reader may not see them. */
  readonly subjects: Answer | null;
}

async function askAbout(
  view: SiteView,
  period: DateRange,
  names: readonly string[],
): Promise<Answers> {
  const chosen = [
    ...otherFilters(view),
    { operator: 'is', dimension: 'message', values: names } satisfies PageFilter,
  ];
  const all = { date_range: 'all', filters: chosen, limit: maxRows } as const;
  const unit = period === 'all' ? 'time:month' : 'time:day';
  const [read, sent, byActor, days, subjects] = await Promise.all([
    view.askPlain({
      ...all,
      metrics: ['unique_opens', 'unique_clicks', 'unsubscribes', 'time_to_open_median'],
      dimensions: ['message'],
      actors: view.state.actors,
    }),
    view.askPlain({ ...all, metrics: ['sent'], dimensions: ['message'], actors }),
    view.askPlain({
      ...all,
      metrics: ['unique_opens', 'unique_clicks'],
      dimensions: ['message', 'actor'],
      actors,
    }),
    view.askPlain({
      ...all,
      date_range: period,
      metrics: ['sent'],
      dimensions: ['message', unit],
      actors,
    }),
    view.reader.seesPersons
      ? view.askPlain({
          ...all,
          metrics: ['sent'],
          dimensions: ['message', 'data.subject'],
          order_by: [['sent', 'desc']],
          actors,
        })
      : null,
  ]);
  return { read, sent, byActor, days, subjects };
}

function emailOf({ read, sent, byActor, days, subjects }: Answers, name: string): Email {
  const [opens = 0, clicks = 0, unsubscribes = 0, openSeconds] = numbersOf(read, name);
  const readingOf = (actor: Actor): Reading => {
    const [opened = 0, clicked = 0] = numbersOf(byActor, name, actor);
    return { opens: opened, clicks: clicked };
  };
  return {
    name,
    subject: subjects === null ? null : subjectOf(subjects, name),
    sentDay: firstDay(days, name),
    sent: numbersOf(sent, name)[0] ?? 0,
    opens,
    clicks,
    unsubscribes,
    openSeconds: opens > 0 ? (openSeconds ?? null) : null,
    byActor: {
      human: readingOf('human'),
      unknown: readingOf('unknown'),
      machine: readingOf('machine'),
    },
  };
}

/** Numbers of the row with some values; none: there is no such row. */
function numbersOf(answer: Answer, ...values: readonly string[]): readonly number[] {
  const row = answer.results.find(({ dimensions }) =>
    values.every((value, index) => dimensions[index] === value),
  );
  return (row?.metrics ?? []).map((value) => value ?? 0);
}

function firstDay({ results }: Answer, name: string): string | null {
  const days = results
    .filter(({ dimensions, metrics }) => dimensions[0] === name && (metrics[0] ?? 0) > 0)
    .map(({ dimensions: [, day = ''] }) => day);
  return days.toSorted()[0] ?? null;
}

function subjectOf({ results }: Answer, name: string): string | null {
  const row = results.find(
    ({ dimensions: [message, subject] }) => message === name && subject !== none,
  );
  return row?.dimensions[1] ?? null;
}
