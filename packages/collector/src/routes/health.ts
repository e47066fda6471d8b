import { setTimeout as wait } from 'node:timers/promises';
import { JournalError, type JournalCore, type JournalErrorCode } from '../journal/index.ts';
import type { Answer } from '../pipeline/request/answer.ts';
import { readMethods, type Route } from './route.ts';

/** Time for which the result of a probe is used again, in ms: monitors must not wear out the disk. */
const probeReuseMs = 1_000;
/** Time that a probe may take, in ms: less than monitors wait, much more than a disk that is well needs. */
const probeTimeoutMs = 2_000;

/**
 * Reason why a collector is not ready: it is shutting down, its disk takes more than 2 s for a commit, what the journal
 * says, or why replicas that it would refuse hits without can't be had.
 */
type Unready = 'draining' | 'journal-slow' | JournalErrorCode | `replicas-${string}`;

/** Dependencies of `/readyz`. */
export interface HealthDeps {
  readonly journal: Pick<JournalCore, 'probe'>;
  readonly now: () => number;
  /** Reason why replicas that hits are refused without can't be had; null: they can, or hits are taken without. */
  readonly missingReplicas: () => `replicas-${string}` | null;
  /** The collector is shutting down. */
  readonly isDraining: () => boolean;
}

/**
 * `/healthz` (alive) and `/readyz` (able to store: proven by a commit, with room on the disk, and with the replicas that
 * answers wait for), under the paths given.
 */
export function healthRoutes(
  paths: { readonly health: readonly string[]; readonly ready: readonly string[] },
  { journal, now, missingReplicas, isDraining }: HealthDeps,
): readonly Route[] {
  let probedAt = -Infinity;
  let probing = false;
  let probed: Promise<Unready | null> = Promise.resolve(null);

  async function probe(): Promise<Unready | null> {
    // A clock that was set back must not keep an old result for hours; and one that hangs is not
    // asked again before it has answered.
    if (!probing && Math.abs(now() - probedAt) >= probeReuseMs) {
      probing = true;
      probedAt = now();
      probed = tryCommit().finally(() => {
        probing = false;
      });
    }
    return Promise.race([probed, wait(probeTimeoutMs, 'journal-slow' as const, { ref: false })]);
  }

  async function tryCommit(): Promise<Unready | null> {
    try {
      await journal.probe();
      return null;
    } catch (error) {
      return error instanceof JournalError ? error.code : 'journal-failed';
    }
  }

  async function unready(): Promise<Unready | null> {
    if (isDraining()) return 'draining';
    return (await probe()) ?? missingReplicas();
  }

  return [
    { paths: paths.health, methods: readMethods, answer: async () => stateAnswer(null) },
    {
      paths: paths.ready,
      methods: readMethods,
      answer: async () => stateAnswer(await unready()),
    },
  ];
}

function stateAnswer(unready: Unready | null): Answer {
  return {
    status: unready === null ? 200 : 503,
    headers: {
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(unready === null ? { ok: true } : { ok: false, reason: unready }),
  };
}
