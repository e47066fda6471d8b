import { packHits, unpackDecision, type HitsMessage } from './hit-message.ts';
import type { HitMakerData } from './hit-maker.ts';
import type { Journal } from './journal/index.ts';
import type { DecisionSettings } from './pipeline/settings.ts';
import type { Recorded } from './recorder.ts';

/** Decides what hits are, and stores it; both in the writer's thread. As a maker's `append`. */
export type StoreHits = (
  hits: HitsMessage,
  events: number,
  repeated: number,
) => Promise<RecordedHits>;

/** What became of the hits of a request. */
export interface RecordedHits extends Recorded {
  /** For the answer. */
  readonly setCookie: string | null;
}

/** @param withEvents whether somebody wants to see them: what comes back with each costs time */
export function startHitMaker(
  journal: Pick<Journal, 'loadMaker'>,
  { publicUrl, trustedProxyHops, cookie, privacy, sites }: DecisionSettings,
  withEvents: boolean,
): StoreHits {
  const settings = { publicUrl, trustedProxyHops, cookie, privacy, sites };
  const data: HitMakerData = { settings, withEvents };
  // Beside this file stands a .ts in the source and a .js in what is built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const module = new URL(`./hit-maker.${extension}`, import.meta.url);
  const maker = journal.loadMaker<RecordedHits>(module, data, (sequences, reply) => {
    const { setCookie, events, rejections } = unpackDecision(reply, withEvents);
    return { sequences, setCookie, events, rejections };
  });
  return (hits, events, repeated) => maker.append(packHits(hits), events, repeated);
}
