import type { Answer } from '../answer/answer.ts';
import type { EventList } from '../answer/list-events.ts';
import { parseListing, parseQuery } from '../query/parse-query.ts';
import type { Actor, DateRange, Filter, Query } from '../query/query.ts';
import { createDays, type Days } from './format/days.ts';
import { createNumbers, type Numbers } from './format/numbers.ts';
import type { PageDeps } from './page-deps.ts';
import type { PageReader } from './reader.ts';
import type { PageFilter } from './state/filter-text.ts';
import type { PageState } from './state/page-state.ts';
import { textsOf, type Language } from './texts/choose-texts.ts';
import type { Texts } from './texts/en.ts';

/** What a query of the page says besides what the state says. */
type Asked = Pick<Query, 'metrics'> &
  Partial<Omit<Query, 'metrics' | 'filters'>> & {
    /** Filters besides those of the state. */
    readonly filters?: readonly PageFilter[];
  };

/** Everything that a page is made of: who asks, for what, in which language, and the way to numbers. */
export interface View {
  readonly reader: PageReader;
  readonly state: PageState;
  /** Null: a page about all sites. */
  readonly site: string | null;
  readonly language: Language;
  readonly texts: Texts;
  readonly numbers: Numbers;
  readonly days: Days;
  readonly nowMs: number;
  readonly timezone: string;
  readonly collectorUrl: string | null;
  ask(asked: Asked): Promise<Answer>;
  /** Asks without filters, actors and comparison of the state. */
  askPlain(asked: Asked): Promise<Answer>;
  list(asked: ListAsked): Promise<EventList>;
}

/** A view of one site. */
export type SiteView = View & { readonly site: string };

/** What a listing of the page says besides what the state says. */
interface ListAsked {
  readonly metrics?: Query['metrics'];
  readonly filters?: readonly PageFilter[];
  readonly actors?: readonly Actor[];
  readonly date_range?: DateRange;
  readonly limit?: number;
  readonly cursor?: string | null;
}

export interface ViewInput {
  readonly reader: PageReader;
  readonly state: PageState;
  readonly site: string | null;
  readonly language: Language;
  readonly signal: AbortSignal;
}

export function createView(deps: PageDeps, input: ViewInput): View {
  const { reader, state, site, language, signal } = input;
  const { timezone, collectorUrl } = deps;
  const texts = textsOf(language);

  function selection(filters: readonly PageFilter[] = []): object {
    return {
      ...(site === null ? {} : { site }),
      date_range: state.period,
      filters: toFilter([...state.filters, ...filters]),
      actors: state.actors,
      timezone,
    };
  }

  return {
    reader,
    state,
    site,
    language,
    texts,
    numbers: createNumbers(texts.locale),
    days: createDays(texts.locale, timezone),
    nowMs: deps.now(),
    timezone,
    collectorUrl,
    ask({ filters, ...asked }) {
      const compare = comparisonOf(state, asked);
      const query = { ...selection(filters), compare, ...asked };
      return deps.query(reader, parseQuery(query), signal);
    },
    askPlain({ filters, ...asked }) {
      const query = {
        ...(site === null ? {} : { site }),
        date_range: state.period,
        timezone,
        filters: toFilter(filters ?? []),
        ...asked,
      };
      return deps.query(reader, parseQuery(query), signal);
    },
    list({ filters, ...asked }) {
      const listing = { ...selection(filters), ...asked };
      return deps.list(reader, parseListing(listing), signal);
    },
  };
}

/** Nothing is before all, and the period before has other times than a filter by time says. */
function comparisonOf(state: PageState, asked: Partial<Query>): Query['compare'] {
  const hasTimes = state.filters.some(({ dimension }) => dimension.startsWith('time:'));
  const period = asked.date_range ?? state.period;
  return state.compare && period !== 'all' && !hasTimes ? 'previous_period' : null;
}

/** The filters as the query API has them; several must all hold. */
function toFilter(filters: readonly PageFilter[]): Filter | null {
  const [first, ...others] = filters.map(({ operator, dimension, values }): Filter => [
    operator,
    dimension,
    values,
  ]);
  if (first === undefined) return null;
  return others.length === 0 ? first : ['and', [first, ...others]];
}
