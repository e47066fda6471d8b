import type { DueDelivery } from './deliveries.ts';

/** Attempts that are under way to each receiver, and whether it answers. In memory only. */
export interface Queues {
  /** Number of attempts that may be started for a receiver. */
  free(receiver: string): number;
  /** Number of attempts that are under way to a receiver. */
  underWay(receiver: string): number;
  /** All that is under way. */
  total(): number;
  isWaiting(delivery: DueDelivery): boolean;
  start(delivery: DueDelivery): void;
  /** Notes whether a receiver took a delivery; returns the change of its state. */
  note(receiver: string, success: boolean): Change | null;
  /** An attempt's end is written down. */
  end(delivery: DueDelivery): void;
}

/**
 * A receiver fails after it has answered, answers after it has failed, or answers for the first time
 * that we know of.
 */
export type Change = 'failing' | 'recovered' | 'answering';

/** For one receiver that answers: enough to be quick, few enough for a small server. */
const perReceiver = 8;
/** For one that does not: it is not pressed while it is down, and a hanging one holds one socket. */
const perFailingReceiver = 1;
/** For all: the collector needs file descriptors too. */
const altogether = 256;

interface Queue {
  readonly underWay: Set<number>;
  /** null: nothing is known yet, as after a start. */
  failing: boolean | null;
}

export function createQueues(): Queues {
  const queues = new Map<string, Queue>();
  let total = 0;

  function queueOf(receiver: string): Queue {
    const queue = queues.get(receiver) ?? { underWay: new Set(), failing: null };
    queues.set(receiver, queue);
    return queue;
  }

  return {
    free(receiver) {
      const { underWay, failing } = queueOf(receiver);
      const limit = failing === true ? perFailingReceiver : perReceiver;
      return Math.max(0, Math.min(limit - underWay.size, altogether - total));
    },
    underWay: (receiver) => queueOf(receiver).underWay.size,
    total: () => total,
    isWaiting: ({ id, receiver }) => !queueOf(receiver).underWay.has(id),
    start({ id, receiver }) {
      queueOf(receiver).underWay.add(id);
      total += 1;
    },
    note(receiver, success) {
      const queue = queueOf(receiver);
      const before = queue.failing;
      queue.failing = !success;
      if (queue.failing === before) return null;
      if (queue.failing) return 'failing';
      return before === null ? 'answering' : 'recovered';
    },
    end({ id, receiver }) {
      const queue = queueOf(receiver);
      if (queue.underWay.delete(id)) total -= 1;
      // A failing one is kept in mind: something waits for it.
      if (queue.underWay.size === 0 && queue.failing === false) queues.delete(receiver);
    },
  };
}
