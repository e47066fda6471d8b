import sql, { type Sql } from 'sql-template-tag';
import { directSource } from '../ingest/touch.ts';
import {
  dataPrefix,
  type Dimension,
  type NamedDimension,
  type TimeDimension,
} from '../query/dimensions.ts';
import type { Dialect } from './dialect.ts';
import { columnsOf, name } from './names.ts';
import { openSpanSql } from './open-span-sql.ts';

/** Alias of the table of events in every statement. */
export const eventAlias = 'e';
/** Alias of the visit of an event, where the statement has it. */
export const visitAlias = 'v';

const event = columnsOf(eventAlias);
const visit = columnsOf(visitAlias);

/** SQL of a dimension's value. */
export interface DimensionSql {
  /** A text, or null; of a list: the list of texts. */
  readonly value: Sql;
  /** True: an event can have several values. */
  readonly isList: boolean;
  /** True: the event's visit is needed for it. */
  readonly ofVisit: boolean;
  /** True: its values are numbers, and are put in the order of numbers. */
  readonly isNumber: boolean;
}

/** The events that meet one of a query's goals. */
export interface GoalSql {
  readonly name: string;
  /** True or false of every event, never null. */
  readonly meets: Sql;
  /** True: the event's visit is needed for it. */
  readonly ofVisit: boolean;
}

type PlainDimension = Exclude<NamedDimension, TimeDimension>;

const plain: DimensionSql = { value: sql``, isList: false, ofVisit: false, isNumber: false };

const ofColumn = (column: string) => (): DimensionSql => ({ ...plain, value: event(column) });

const ofVisitPage = (view: 'entry' | 'exit') => (): DimensionSql => ({
  ...plain,
  value: sql`${visit(view)}.${name('page')}`,
  ofVisit: true,
});

const ofTouch = (own: string, fromVisit: string, otherwise: string) => (): DimensionSql => ({
  ...plain,
  value: sql`coalesce(${event(own)}, ${touchOfVisit(fromVisit)}, ${otherwise})`,
  ofVisit: true,
});

const ofCampaign = (column: string) => (): DimensionSql => ({
  ...plain,
  value: sql`CASE WHEN ${event('touch_source')} IS NOT NULL
    THEN ${event(column)} ELSE ${touchOfVisit(column)} END`,
  ofVisit: true,
});

const named: Readonly<
  Record<PlainDimension, (dialect: Dialect, goals: readonly GoalSql[]) => DimensionSql>
> = {
  site: ofColumn('site'),
  page: ofColumn('page'),
  hostname: ofColumn('hostname'),
  entry_page: ofVisitPage('entry'),
  exit_page: ofVisitPage('exit'),
  title: ofColumn('title'),
  referrer: ofColumn('referrer'),
  source: ofTouch('touch_source', 'source', directSource),
  channel: ofTouch('touch_channel', 'channel', 'Direct'),
  'campaign.source': ofCampaign('campaign_source'),
  'campaign.medium': ofCampaign('campaign_medium'),
  'campaign.name': ofCampaign('campaign_name'),
  'campaign.term': ofCampaign('campaign_term'),
  'campaign.content': ofCampaign('campaign_content'),
  search: ofColumn('search'),
  country: ofColumn('country'),
  language: ofColumn('language'),
  browser: ofColumn('browser_name'),
  browser_version: ofColumn('browser'),
  os: ofColumn('os'),
  device: ofColumn('device'),
  screen: ofColumn('screen'),
  event: () => ({
    ...plain,
    value: sql`CASE WHEN ${event('type')} = 'event' THEN ${event('name')} END`,
  }),
  message: ofColumn('message'),
  recipient: ofColumn('recipient'),
  'link.url': ofColumn('link_url'),
  'link.position': (dialect) => ({
    ...plain,
    value: dialect.toText(event('link_position')),
    isNumber: true,
  }),
  'link.label': ofColumn('link_label'),
  visitor: ofColumn('visitor'),
  user: ofColumn('user'),
  'click.message': (dialect) => ({ ...plain, value: dialect.ofClick('message', event) }),
  'click.recipient': (dialect) => ({ ...plain, value: dialect.ofClick('recipient', event) }),
  time_to_open: (dialect) => ({ ...plain, value: openSpanSql(event, dialect) }),
  vital: ofColumn('vital'),
  goal: (dialect, goals) => ({
    ...plain,
    value: dialect.listWhere(goals.map(({ name: goal, meets }) => [sql`${goal}`, meets])),
    isList: true,
    ofVisit: goals.some(({ ofVisit }) => ofVisit),
  }),
  actor: ofColumn('actor'),
  actor_reason: () => ({ ...plain, value: event('actor_reasons'), isList: true }),
  visitor_kind: ofColumn('visitor_kind'),
  consent: ofColumn('consent'),
};

/** Finds the SQL of a dimension that is no span of time. */
export function dimensionSql(
  dimension: Exclude<Dimension, TimeDimension>,
  goals: readonly GoalSql[],
  dialect: Dialect,
): DimensionSql {
  if (isNamed(dimension)) return named[dimension](dialect, goals);
  return { ...plain, value: dialect.dataText(eventAlias, dimension.slice(dataPrefix.length)) };
}

function isNamed(dimension: string): dimension is PlainDimension {
  return Object.hasOwn(named, dimension);
}

function touchOfVisit(member: string): Sql {
  return sql`${visit('touch')}.${name(member)}`;
}
