import { randomFillSync } from 'node:crypto';
import { v4, v7 } from 'uuid';
import type { Ids } from '../pipeline/settings.ts';

/** Random bytes of an id. */
const idBytes = 16;
/** Ids that a call for random bytes is for: one for each id would take longer than the rest of making it. */
const idsPerCall = 256;

/**
 * Creates a generator of ids. Ids of events begin with their time (UUID v7), so that databases append them in order;
 * within one millisecond a counter keeps the order of the calls. Ids of visitors are random (v4).
 */
export function createIds(): Ids {
  const nextRandom = createRandom();
  /** Time of the latest event's id, Unix ms, and the counter in it. */
  let latest = -Infinity;
  let seq = 0;

  return {
    event(received) {
      const random = nextRandom();
      seq = received === latest ? seq + 1 : firstSequence(random);
      latest = received;
      return v7({ msecs: received, seq, random });
    },
    visitor: () => v4(),
  };
}

/** Creates a source of random bytes, enough for one id a call. */
function createRandom(): () => Uint8Array {
  const pool = new Uint8Array(idsPerCall * idBytes);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    return pool.subarray(used, (used += idBytes));
  };
}

/** 31 of the counter's 32 bits (RFC 9562 §6.2), so that no millisecond reaches its end. */
function firstSequence(random: Uint8Array): number {
  const byte = (at: number): number => random[at] ?? 0;
  return ((byte(6) << 24) | (byte(7) << 16) | (byte(8) << 8) | byte(9)) >>> 1;
}
