export { kafkaReleaseMs } from './kafka-release.ts';
export { readTopicRetention } from './read-topic-retention.ts';
export type { ReplicaNews } from './replica-news.ts';
export { createReplicas, type Replicas } from './replicas.ts';
export { startKafka } from './start-kafka.ts';
