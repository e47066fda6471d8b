export { openClickhouseStore, type ClickhouseStoreOptions } from './clickhouse-store.ts';
export { ClickhouseError, type ClickhouseErrorCode } from './clickhouse-error.ts';
export { refusalOfRows } from './refusal-of-rows.ts';
export {
  openClickhouseTarget,
  type ClickhouseTarget,
  type ClickhouseTargetOptions,
} from './clickhouse-target.ts';
