import cluster, { type Worker } from 'node:cluster';
import type { Options } from '../../configuration/index.ts';
import { createReplicas, type ReplicaNews, type Replicas } from '../../forwarders/index.ts';

// One process sends the events to Kafka. The workers, which take hits, wait until it reports that the replicas have
// them.

/** Request of a worker: the present state of the replicas. */
const stateMessage = 'replicas-state';
/** Request of a worker: a look at the journal at once. */
const lookMessage = 'replicas-look';

/** Message to a worker. */
interface NewsMessage {
  readonly kind: 'replicas';
  readonly news: ReplicaNews;
}

/** Passes news of replicas on to each worker, in the process that starts them. */
export function shareReplicas(replicas: Replicas): void {
  const send = (worker: Worker | undefined, news: ReplicaNews): void => {
    const message: NewsMessage = { kind: 'replicas', news };
    // A worker that is ending receives no message. Without a callback, that would be an 'error' event.
    if (worker?.isConnected() === true) worker.send(message, () => {});
  };
  replicas.onNews((news) => {
    for (const worker of Object.values(cluster.workers ?? {})) send(worker, news);
  });
  cluster.on('message', (worker, message: unknown) => {
    if (message === lookMessage) replicas.look();
    if (message === stateMessage) for (const news of replicas.state()) send(worker, news);
  });
}

/**
 * Creates the replicas of a worker, which learns everything about them from the process that has started it. Null:
 * answers do not wait for replicas.
 */
export function receiveReplicas({
  acknowledge,
  replicas: waiting,
}: Pick<Options, 'acknowledge' | 'replicas'>): Replicas | null {
  if (acknowledge === 'disk') return null;
  const replicas = createReplicas({ ...waiting, look: () => void process.send?.(lookMessage) });
  process.on('message', (message: unknown) => {
    if (isNews(message)) replicas.take(message.news);
  });
  process.send?.(stateMessage);
  return replicas;
}

function isNews(message: unknown): message is NewsMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    message.kind === 'replicas'
  );
}
