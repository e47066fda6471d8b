export { configuredForwarders } from './configured-forwarders.ts';
export { createReplicas, type ReplicaNews, type Replicas } from './kafka/index.ts';
export {
  startForwarders,
  type ForwarderOptions,
  type RunningForwarders,
} from './start-forwarders.ts';
export { linesOf } from './lines.ts';
export { openDeadLetters, openDeliveryList } from './webhook/index.ts';
