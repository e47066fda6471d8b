export type { Replicas } from './replicas.ts';
export { startKafka, type KafkaForwarderOptions } from './start-kafka.ts';
