export type { Replicas } from './replicas.ts';
export { startKafka } from './start-kafka.ts';
