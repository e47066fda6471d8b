export { openClickhouseReplay } from './open-clickhouse-replay.ts';
export { startClickhouse } from './start-clickhouse.ts';
