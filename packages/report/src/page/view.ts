import PQueue from 'p-queue';
import { readableSettings } from '../access/readable-settings.ts';
import type { Reader } from '../access/reader.ts';
import type { FunnelAnswer } from '../answer/answer-funnel.ts';
import type { EventList } from '../answer/list-events.ts';
import type { Filter } from '../query/filter.ts';
import { parseFunnelSelection } from '../query/funnel-query.ts';
import { parseListing, parseQuery } from '../query/parse-query.ts';
import type { Actor, DateRange, Query } from '../query/query.ts';
import type { Funnel } from '../settings/items.ts';
import { createDays, type Days } from './format/days.ts';
import { createNumbers, type Numbers } from './format/numbers.ts';
import type { PageAnswer, PageDeps, PageSettings } from './page-deps.ts';
import type { Erasures } from './person/erasures.ts';
import { toFilter, type PageFilter } from './state/filter-text.ts';
import type { PageState } from './state/page-state.ts';
import { textsOf, type Language } from './texts/choose-texts.ts';
import type { Texts } from './texts/en.ts';

/** Query of a part of a page: the members that the state does not give. */
type ViewQuery = Pick<Query, 'metrics'> &
  Partial<Omit<Query, 'metrics' | 'filters'>> & {
    /** Filters besides those of the state. */
    readonly filters?: readonly PageFilter[];
  };

/** Listing of a part of a page: the members that the state does not give. */
interface ViewListing {
  readonly metrics?: Query['metrics'];
  readonly filters?: readonly PageFilter[];
  readonly actors?: readonly Actor[];
  readonly date_range?: DateRange;
  readonly limit?: number;
  readonly cursor?: string | null;
}

/** Filter that a page writes itself, in place of those of the state. */
interface OwnFilter {
  readonly where?: Filter;
}

/** Everything that a page is made of: its reader, its state, its language, and functions that ask for numbers. */
export interface View {
  readonly reader: Reader;
  readonly state: PageState;
  /** Null: a page about all sites. */
  readonly site: string | null;
  readonly language: Language;
  readonly texts: Texts;
  readonly numbers: Numbers;
  readonly days: Days;
  readonly nowMs: number;
  /** Such as `https://report.example.com`, for addresses that readers give to others. */
  readonly origin: string;
  readonly timezone: string;
  readonly collectorUrl: string | null;
  readonly collectorQuality: PageDeps['collectorQuality'];
  readonly deliveries: PageDeps['deliveries'];
  readonly settings: PageSettings;
  ask(query: ViewQuery): Promise<PageAnswer>;
  /** Asks without filters, actors and comparison of the state. */
  askPlain(query: ViewQuery & OwnFilter): Promise<PageAnswer>;
  askFunnel(funnel: Funnel): Promise<FunnelAnswer>;
  list(listing: ViewListing): Promise<EventList>;
  /** Lists without filters and actors of the state. */
  listPlain(listing: ViewListing & OwnFilter): Promise<EventList>;
  /** Work of erasing persons; null: nobody can erase them here. */
  readonly erasures: Erasures | null;
}

/** A view of one site. */
export type SiteView = View & { readonly site: string };

/** Everything that views share. */
type ViewDeps = PageDeps & Pick<View, 'erasures'>;

interface ViewInput {
  readonly reader: Reader;
  readonly state: PageState;
  readonly site: string | null;
  readonly language: Language;
  /** Host name of the request, as the reader's browser knows the report. */
  readonly host: string;
  readonly signal: AbortSignal;
}

/** Queries of one page at a time: more are not faster, and keep the first ones waiting. */
const maxQueries = 2;

export function createView(deps: ViewDeps, input: ViewInput): View {
  const { reader, state, site, language, host, signal } = input;
  const { timezone, collectorUrl, collectorQuality, deliveries, settings } = deps;
  const texts = textsOf(language);
  const queue = new PQueue({ concurrency: maxQueries });
  /** Answers by their queries: several parts of a page ask the same. */
  const answers = new Map<string, Promise<PageAnswer>>();

  const ofSite = site === null ? {} : { site };

  function selection(filters: readonly PageFilter[] = []) {
    return {
      date_range: state.period,
      filters: toFilter([...state.filters, ...filters]),
      actors: state.actors,
      timezone,
    };
  }

  async function answer(members: object): Promise<PageAnswer> {
    const query = parseQuery({ ...ofSite, ...members });
    const key = JSON.stringify(query);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = queue.add(() => deps.query(reader, query, signal));
    answers.set(key, found);
    return found;
  }

  async function list(members: object): Promise<EventList> {
    const listing = parseListing({ ...ofSite, ...members });
    return queue.add(() => deps.list(reader, listing, signal));
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
    origin: deps.publicUrl === null ? `http://${host}` : new URL(deps.publicUrl).origin,
    timezone,
    collectorUrl,
    collectorQuality,
    deliveries,
    settings: readableSettings(settings, reader),
    ask: ({ filters, ...query }) =>
      answer({ ...selection(filters), compare: comparisonOf(state, query), ...query }),
    askPlain: ({ filters, where, ...query }) =>
      answer({ date_range: state.period, timezone, filters: allOf(filters, where), ...query }),
    askFunnel: (funnel) =>
      queue.add(() => deps.funnel(reader, funnel, parseFunnelSelection(selection()), signal)),
    list: ({ filters, ...listing }) => list({ ...selection(filters), ...listing }),
    listPlain: ({ filters, where, ...listing }) =>
      list({ date_range: state.period, timezone, filters: allOf(filters, where), ...listing }),
    erasures: deps.erasures,
  };
}

/** Joins filters of a page and one that the page writes itself: events must meet all of them. */
function allOf(filters: readonly PageFilter[] = [], where?: Filter): Filter | null {
  const own = toFilter(filters);
  if (own === null || where === undefined) return own ?? where ?? null;
  return ['and', [own, where]];
}

/**
 * Comparison of a query; null: none is possible. There is no period before `all`, and a filter by time would match no
 * event of the period before.
 */
function comparisonOf(state: PageState, query: Partial<Query>): Query['compare'] {
  const hasTimes = state.filters.some(({ dimension }) => dimension.startsWith('time:'));
  const period = query.date_range ?? state.period;
  if (state.compare === null || period === 'all' || hasTimes) return null;
  // Five minutes are not compared with the same five minutes a year ago: that would mean nothing.
  return period === 'realtime' ? 'previous_period' : state.compare;
}
