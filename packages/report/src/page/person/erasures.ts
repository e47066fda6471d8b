import { randomBytes } from 'node:crypto';
import type { PersonKey } from '../../query/person-key.ts';
import type { ForgottenCounts } from '../../server/forgotten-counts.ts';

/** State of the work of erasing persons; one that waits for its turn is running, too. */
export type Erasure =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly counts: ForgottenCounts }
  /** The message says why erasing failed. */
  | { readonly state: 'failed'; readonly message: string };

/** Work of erasing persons, which takes longer than a request. What is kept of it names nobody: notices name files and topics. */
export interface Erasures {
  /** Begins to erase; results in the work's id. */
  begin(persons: readonly PersonKey[]): string;
  /** Null: there is none of this id, or it ended long ago. */
  find(id: string): Erasure | null;
}

/** Most erasures that have ended and can still be looked at. */
const maxKept = 50;

/** Creates the queue of erasures. They run one after another, since each writes the same files. */
export function createErasures(
  forget: (persons: readonly PersonKey[]) => Promise<ForgottenCounts>,
): Erasures {
  const kept = new Map<string, Erasure>();
  let last: Promise<void> = Promise.resolve();

  async function erase(id: string, persons: readonly PersonKey[]): Promise<void> {
    try {
      kept.set(id, { state: 'done', counts: await forget(persons) });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      kept.set(id, { state: 'failed', message });
    }
  }

  /** They end in the order in which they began: the first ones have ended. */
  function dropOldest(): void {
    const ended = [...kept].filter(([, { state }]) => state !== 'running');
    for (const [id] of ended.slice(0, -maxKept)) kept.delete(id);
  }

  return {
    begin(persons) {
      const id = randomBytes(12).toString('base64url');
      kept.set(id, { state: 'running' });
      last = last.then(() => erase(id, persons)).then(dropOldest);
      return id;
    },
    find: (id) => kept.get(id) ?? null,
  };
}
