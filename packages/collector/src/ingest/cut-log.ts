import type { Logger } from 'pino';
import type { Cut } from '@hitmark/codec/hit';

/** Logs what was cut of hits, each reason and parameter once a minute: who sends one such hit sends many. */
export type CutLog = (endpoint: string, cuts: readonly Cut[]) => void;

const windowMs = 60_000;

/** @param now clock, ms */
export function createCutLog(log: Logger, now: () => number = () => performance.now()): CutLog {
  // The map is bounded: its keys are reasons and parameters of ours, not input.
  const logged = new Map<string, { at: number; hits: number }>();

  return (endpoint, cuts) => {
    for (const { reason, parameter } of cuts) {
      const key = `${reason} ${parameter}`;
      const before = logged.get(key) ?? { at: -Infinity, hits: 0 };
      logged.set(key, before);
      before.hits += 1;
      if (now() - before.at < windowMs) continue;
      const fields = { event: 'value-cut', reason, parameter, endpoint, hits: before.hits };
      log.warn(fields, 'a value was cut or left out of hits, which are stored all the same');
      before.at = now();
      before.hits = 0;
    }
  };
}
