export type { SourceEvent } from '../ingest/read-event.ts';
export { follow, type EventSource, type Follower, type FollowOptions } from '../process/follow.ts';
export {
  startStore,
  type RunningStore,
  type StartOptions,
  type StoreRestart,
} from '../process/start-store.ts';
export type { Forgotten } from './forget.ts';
export type { StoreOptions } from './open-file.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';
export type { StoreStatus } from './store.ts';
