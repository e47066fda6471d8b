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
  /** Null: the sender gave none. */
  readonly subject: string | null;
  /** First day, or month, of the sending; null: it is not among the days that were looked at. */
  readonly sentDay: string | null;
  readonly sent: number;
  readonly unsubscribes: number;
  /** Median seconds from the sending to the first open; null: nobody opened it. */
  readonly openSeconds: number | null;
  readonly byActor: Readonly<Record<Actor, Reading>>;
}

const maxRows = 10_000;

/** Choice of those that a message is compared with. */
export const compared = { period: '12mo', limit: 200 } as const;

/** Choice among the messages of a site. */
interface EmailChoice {
  readonly period: DateRange;
  /** Name of the one that is wanted; null: all. */
  readonly only?: string | null;
  /** Messages before the first that is wanted. */
  readonly offset?: number;
  readonly limit: number;
}

/** Messages of a choice, and how many there are without its limit. */
interface ChosenEmails {
  readonly emails: readonly Email[];
  readonly total: number;
}

/** Filters of the state, but for the one that chooses a message. */
export function otherFilters({ state }: SiteView): readonly PageFilter[] {
  const chosen = chosenMessage(state.filters);
  return state.filters.filter(
    ({ operator, dimension, values }) =>
      !(operator === 'is' && dimension === 'message' && values[0] === chosen),
  );
}

/** Messages with something in a period: those sent last first, then those that nobody knows the day of. */
export async function emailsOf(
  view: SiteView,
  { period, only = null, offset = 0, limit }: EmailChoice,
): Promise<ChosenEmails> {
  const isMessage: PageFilter =
    only === null
      ? { operator: 'is_not', dimension: 'message', values: [none] }
      : { operator: 'is', dimension: 'message', values: [only] };
  const common = {
    date_range: period,
    filters: [...otherFilters(view), isMessage],
    actors,
    limit: maxRows,
  } as const;
  const unit = period === 'all' ? 'time:month' : 'time:day';
  const [active, days] = await Promise.all([
    view.askPlain({ ...common, metrics: ['sent', 'opens', 'clicks'], dimensions: ['message'] }),
    view.askPlain({
      ...common,
      metrics: ['sent'],
      dimensions: ['message', unit],
      order_by: [[unit, 'desc']],
    }),
  ]);
  const firstDays = firstDaysOf(days);
  const dayOf = (name: string): string => firstDays.get(name) ?? '';
  const names = active.results
    .map(({ dimensions: [name = ''] }) => name)
    .filter((name) => name.length <= maxValueLength)
    .toSorted((one, other) => compare(dayOf(other), dayOf(one)) || compare(one, other));
  const chosen = names.slice(offset, offset + limit);
  if (chosen.length === 0) return { emails: [], total: names.length };
  const answers = await askAbout(view, chosen);
  const emails = chosen.map((name) => emailOf(answers, name, firstDays.get(name) ?? null));
  return { emails, total: names.length };
}

/** First day, or month, of the sending of each message. */
function firstDaysOf({ results }: Answer): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const { dimensions, metrics } of results) {
    const [name = '', day = ''] = dimensions;
    const known = first.get(name);
    if ((metrics[0] ?? 0) > 0 && (known === undefined || day < known)) first.set(name, day);
  }
  return first;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Answers about some messages, of all time. */
interface Answers {
  /** Readers that count, and the time until they opened. */
  readonly read: Answer;
  readonly sent: Answer;
  readonly byActor: Answer;
  /** Null: the reader may not see them. */
  readonly subjects: Answer | null;
}

async function askAbout(view: SiteView, names: readonly string[]): Promise<Answers> {
  const chosen = [
    ...otherFilters(view),
    { operator: 'is', dimension: 'message', values: names } satisfies PageFilter,
  ];
  const all = { date_range: 'all', filters: chosen, limit: maxRows } as const;
  const [read, sent, byActor, subjects] = await Promise.all([
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
  return { read, sent, byActor, subjects };
}

function emailOf(
  { read, sent, byActor, subjects }: Answers,
  name: string,
  sentDay: string | null,
): Email {
  const [opens = 0, clicks = 0, unsubscribes = 0, openSeconds] = numbersOf(read, name);
  const readingOf = (actor: Actor): Reading => {
    const [opened = 0, clicked = 0] = numbersOf(byActor, name, actor);
    return { opens: opened, clicks: clicked };
  };
  return {
    name,
    subject: subjects === null ? null : subjectOf(subjects, name),
    sentDay,
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

function subjectOf({ results }: Answer, name: string): string | null {
  const row = results.find(
    ({ dimensions: [message, subject] }) => message === name && subject !== none,
  );
  return row?.dimensions[1] ?? null;
}
