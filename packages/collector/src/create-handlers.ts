import { createLinks } from '@hitmark/codec';
import { createClickReferences } from '@hitmark/codec/click';
import type { Options } from './configuration/index.ts';
import type { RunningForwarders } from './forwarders/index.ts';
import { createHandleHits, type HandleHits } from './ingest/handle-hits.ts';
import { createHandleLink, type HandleLink } from './ingest/handle-link.ts';
import type { OnEvent, OnRejected } from './ingest/hooks.ts';
import { isHandedOn } from './ingest/is-handed-on.ts';
import type { Journal } from './ingest/journal.ts';
import { createLinkBursts } from './ingest/link-bursts.ts';
import type { LinkReader } from './ingest/read-link.ts';
import { createRecorder } from './ingest/recorder.ts';
import { createReadSender } from './ingest/site-keys.ts';
import type { Log } from './log.ts';
import type { Counters } from './metrics/counters.ts';
import { createCleaner } from './pipeline/hit/star-parameters.ts';
import { createLinkPages } from './pipeline/link/page/link-pages.ts';
import { createReadOrigin } from './pipeline/request/origin-facts.ts';
import type { RawRequest } from './pipeline/request/raw-request.ts';
import { createRateLimit } from './rate-limit/rate-limit.ts';
import { createIds } from './visitors/ids.ts';

/** Dependencies of the handlers. */
interface HandlersDeps {
  readonly settings: Options;
  readonly log: Log;
  /** Clock, Unix ms. */
  readonly now: () => number;
  readonly journal: Journal;
  readonly counters: Counters;
  /** Replicas that answers wait for; null: they do not wait. */
  readonly replicas: RunningForwarders['replicas'];
  readonly countryOf: (address: string) => string | null;
  /** Secret of the day that a time (Unix ms) falls on. */
  readonly saltAt: (time: number) => Buffer;
  readonly onEvent: OnEvent | undefined;
  readonly onRejected: OnRejected | undefined;
  /** Chooses the reader of a request's links; undefined: one reader, with `links.keys`. */
  readonly linksFor: ((request: RawRequest) => LinkReader) | undefined;
}

/** Handlers of what is recorded. */
interface Handlers {
  readonly handleHits: HandleHits;
  readonly handleLink: HandleLink;
}

/** Creates the handlers of hits and of links, which share one recorder, one rate limit and one journal. */
export function createHandlers(deps: HandlersDeps): Handlers {
  const { settings, log, now, journal, counters, replicas, countryOf } = deps;
  const { onEvent, onRejected, linksFor } = deps;
  const { cookie, privacy, sites, siteKeys, storeTimeoutMs, links } = settings;
  const reader = createLinks({ keys: links.keys, dictionaries: links.dictionaries, now });
  const clickReferences = createClickReferences(links.keys);
  // Without any key no link can be read that asks for it.
  if (!clickReferences.canSeal && (links.keys.length > 0 || linksFor !== undefined)) {
    log.info(
      { event: 'no-click-references' },
      'links.keys holds no sealed key: pages are not told which click led to them (hm_click); hitmark keygen makes one',
    );
  }
  const shared = {
    settings,
    log,
    journal,
    writerSettings: journal.configure({
      decision: { cookie, privacy, sites },
      clickKeys: links.keys,
      withEvents: onEvent !== undefined,
    }),
    recorder: createRecorder({
      log,
      counters,
      daily: journal.daily,
      replicas,
      onEvent,
      onRejected,
    }),
    rateLimit: createRateLimit(settings, log),
    readOrigin: createReadOrigin(settings, countryOf),
    saltAt: (time: number) =>
      privacy.visitors === 'daily' ? deps.saltAt(time).toString('latin1') : null,
  };
  const handleHits = createHandleHits({
    ...shared,
    storeTimeoutMs,
    readSender: createReadSender(siteKeys),
    countryOf,
  });
  const handleLink = createHandleLink({
    ...shared,
    ids: createIds(),
    cleanUrl: createCleaner(privacy.starredParameters).cleanUrl,
    sealClick: clickReferences.seal,
    reader: linksFor ?? (() => reader),
    watch: createLinkBursts(),
    pagesFor: createLinkPages(settings.unsubscribePage),
    isHandedOn: (type, link) => isHandedOn(type, link, settings),
  });
  return { handleHits, handleLink };
}
