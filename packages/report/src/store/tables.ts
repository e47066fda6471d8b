import { rowColumns } from '../ingest/row-columns.ts';
import { identifier } from './engine.ts';

/** Names of `data` that hitmark's own tag sends, and that many queries use. */
const tagDataNames = ['currency', 'url', 'name', 'rating', 'form', 'message'];

/** Names of `data` that have a column of their own, in its order. */
export function dataColumnNames(more: readonly string[]): readonly string[] {
  return [...new Set([...tagDataNames, ...more])];
}

/** Column of the name at an index of `dataColumnNames`. */
export function dataColumn(index: number): string {
  return `data_${index}`;
}

/** JSON pointer (RFC 6901) to a member of `data`. It takes any name as it is; a JSONPath would not. */
export function dataPointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Statements that make the tables of an empty file. */
export function tableDefinitions(dataNames: readonly string[]): readonly string[] {
  const columns = [
    ...rowColumns.map(({ name, type }) => `${identifier(name)} ${type}`),
    'visit BIGINT',
    ...dataNames.map((_name, index) => `${dataColumn(index)} VARCHAR`),
  ];
  return [
    `CREATE TABLE meta (
       version INTEGER NOT NULL, stamp VARCHAR NOT NULL, source VARCHAR NOT NULL,
       cursor BIGINT NOT NULL,  -- the last sequence that the store has taken
       settled BIGINT NOT NULL  -- up to this sequence the file's rows are sorted by site and day
     )`,
    `CREATE TABLE events (${columns.join(', ')})`,
    // One row a visit; its number is the least sequence of its events. `touch`: where its visitor came from.
    `CREATE TABLE visits (
       visit BIGINT NOT NULL, site VARCHAR, site_hash INTEGER NOT NULL, visitor VARCHAR NOT NULL,
       first_time BIGINT NOT NULL, last_time BIGINT NOT NULL,
       views BIGINT NOT NULL, other_events BIGINT NOT NULL,
       entry STRUCT("time" BIGINT, "sequence" BIGINT, page VARCHAR),
       exit STRUCT("time" BIGINT, "sequence" BIGINT, page VARCHAR),
       touch STRUCT("time" BIGINT, "sequence" BIGINT, "source" VARCHAR, channel VARCHAR,
         campaign_source VARCHAR, campaign_medium VARCHAR, campaign_name VARCHAR,
         campaign_term VARCHAR, campaign_content VARCHAR)
     )`,
  ];
}
