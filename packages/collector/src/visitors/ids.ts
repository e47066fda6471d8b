import { randomFillSync } from 'node:crypto';
import { v4, v7 } from 'uuid';
import type { Ids } from '../pipeline/settings.ts';

/** Random bytes of 256 ids: asked for one by one they took longer than all the rest of an id. */
const pool = new Uint8Array(256 * 16);
let used = pool.length;

let latest = -Infinity;
let seq = 0;

/**
 * Events are numbered by time (uuid v7), so that stores downstream append; visitors at random (v4).
 * Within one millisecond events ascend in the order in which they are numbered.
 */
export const ids: Ids = {
  event(received) {
    const random = nextRandom();
    seq = received === latest ? seq + 1 : firstSequence(random);
    latest = received;
    return v7({ msecs: received, seq, random });
  },
  visitor: () => v4(),
};

function nextRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += 16));
}

/** 31 of the counter's 32 bits (RFC 9562 §6.2), so that no millisecond reaches its end. */
function firstSequence(random: Uint8Array): number {
  const byte = (at: number): number => random[at] ?? 0;
  return ((byte(6) << 24) | (byte(7) << 16) | (byte(8) << 8) | byte(9)) >>> 1;
}
