import type { Link } from '@hitmark/codec';
import { appendClick, type ClickReferences } from '@hitmark/codec/click';
import type { EventType } from '@hitmark/codec/event';
import type { Logger } from 'pino';
import type { ReadBody } from './request-body.ts';
import type { LinkBursts } from './link-bursts.ts';
import type { Answer } from '../pipeline/request/answer.ts';
import type { Options } from '../configuration/index.ts';
import { isAnonymousLink } from '../pipeline/link/decide-link.ts';
import { answerLink } from '../pipeline/link/answer-link.ts';
import { checkLinkHead } from '../pipeline/link/check-link-head.ts';
import { rejectLink, type LinkEndpoint, type LinkOutcome } from '../pipeline/link/link-outcome.ts';
import type { UnsubscribeRequest } from '../pipeline/request/unsubscribe-body.ts';
import type { LinkPage, PagesFor } from '../pipeline/link/page/link-pages.ts';
import type { ReadOrigin } from '../pipeline/request/origin-facts.ts';
import { header, type RawRequest } from '../pipeline/request/raw-request.ts';
import type { Ids, LinkSettings, PipelineDeps } from '../pipeline/settings.ts';
import { truncateAddress } from '../pipeline/request/truncate-address.ts';
import type { RateLimit } from '../rate-limit/rate-limit.ts';
import { readLink, type LinkReader, type ReadLink } from './read-link.ts';
import { readUnsubscribe } from './read-unsubscribe.ts';
import type { Recorder } from './recorder.ts';
import type { Journal } from './journal.ts';
import type { LinkSubmission } from './submission.ts';

/** Dependencies of `handleLink`: all that it does to the world goes through these. */
export interface HandleLinkDeps {
  readonly settings: LinkSettings & Pick<Options, 'links' | 'storeTimeoutMs'>;
  readonly reader: (request: RawRequest) => LinkReader;
  readonly readOrigin: ReadOrigin;
  /** Secret of the day that a time (Unix ms) falls on, one character a byte; null: none is needed. */
  readonly saltAt: (time: number) => string | null;
  readonly ids: Pick<Ids, 'event'>;
  readonly cleanUrl: PipelineDeps['cleanUrl'];
  readonly sealClick: ClickReferences['seal'];
  readonly journal: Pick<Journal, 'submit'>;
  /** Number of the settings that the journal's writer decides by. */
  readonly writerSettings: number;
  readonly recorder: Recorder;
  readonly watch: LinkBursts;
  /** Null where no limit is configured. */
  readonly rateLimit: RateLimit | null;
  readonly log: Logger;
  /** Pages in the language of a reader. */
  readonly pagesFor: PagesFor;
  /** Tells whether events of a type are handed on to the sender of a link, by the configuration. */
  readonly isHandedOn: (type: EventType, link: Link) => boolean;
}

/** Handles one request for a link, from its token to the answer. Never rejects. */
export type HandleLink = (
  endpoint: LinkEndpoint,
  token: string,
  request: RawRequest,
  readBody: ReadBody,
) => Promise<Answer>;

/** Makes the one way in which a link is received. */
export function createHandleLink(deps: HandleLinkDeps): HandleLink {
  const { settings, recorder, log } = deps;

  return async (endpoint, token, request, readBody) => {
    let outcome: LinkOutcome;
    try {
      const rejected = checkLinkHead(endpoint, request, settings.limits);
      outcome =
        rejected === null
          ? await follow(endpoint, token, request, readBody)
          : countRejected(endpoint, rejected, request);
    } catch (error) {
      // Without the token: readers of the log must not be able to click.
      log.error({ event: 'collect-failed', endpoint, err: error }, 'a link could not be handled');
      const failed = rejectLink(404, 'internal', 'the collector has failed');
      outcome = countRejected(endpoint, failed, request);
    }
    return answerLink(endpoint, outcome, () => deps.pagesFor(header(request, 'accept-language')));
  };

  /** Counts a request from which nothing was received, and answers it. */
  function countRejected(endpoint: LinkEndpoint, outcome: LinkOutcome, request: RawRequest) {
    if ('rejection' in outcome) recorder.rejectRequest(endpoint, outcome.rejection, request);
    return outcome;
  }

  async function follow(
    endpoint: LinkEndpoint,
    token: string,
    request: RawRequest,
    readBody: ReadBody,
  ): Promise<LinkOutcome> {
    const isRead = request.method === 'HEAD' || isUnsubscribePage(endpoint, request);
    const origin = deps.readOrigin(request);
    const read = readLink({ endpoint, token, host: origin.host }, deps.reader(request), settings);
    if (!('link' in read)) {
      if (isRead) return countRejected(endpoint, read, request);
      recorder.receive(endpoint, 1);
      recorder.reject(endpoint, [read.rejection], request);
      return read;
    }
    const { link, target } = read;
    const seen = deps.watch.note(link, request, truncateAddress(origin.address));
    if (isRead) return { kind: 'read', location: target };
    let unsubscribe: UnsubscribeRequest | null = null;
    if (endpoint === 'unsubscribe') {
      const body = await readUnsubscribe(readBody);
      if (typeof body !== 'string') return countRejected(endpoint, body, request);
      unsubscribe = body;
    }
    const id = deps.ids.event(request.received);
    recorder.receive(endpoint, 1);
    recorder.cut(endpoint, read.cuts);
    return record(endpoint, { link, origin, seen, id, unsubscribe }, read, request);
  }

  /** Target of a click, with a reference to the click if the link asks for one. */
  function locationOf({ link, target }: ReadLink, id: string, request: RawRequest): string | null {
    if (target === null || !link.clickId || isAnonymousLink(link, request, settings)) return target;
    // The reference is for the address that the page will report.
    const reference = deps.sealClick(id, deps.cleanUrl(target));
    return reference === null ? target : appendClick(target, reference);
  }

  async function record(
    endpoint: LinkEndpoint,
    followed: Pick<LinkSubmission, 'link' | 'origin' | 'seen' | 'id' | 'unsubscribe'>,
    read: ReadLink,
    request: RawRequest,
  ): Promise<LinkOutcome> {
    // A click that is not kept gets no reference, but leads on all the same.
    const lost = {
      kind: 'recorded',
      stored: 'no',
      location: read.target,
      setCookie: null,
      page: followed.unsubscribe === 'undo' ? 'failed-undo' : 'failed',
    } as const;
    if (isOverLimit(endpoint, followed)) {
      recorder.refuse(endpoint, [followed.link.site], 'rate-limit', request);
      return lost;
    }
    const waitMs = endpoint === 'unsubscribe' ? settings.storeTimeoutMs : settings.links.waitMs;
    const submit = () =>
      deps.journal.submit(
        {
          kind: 'link',
          settings: deps.writerSettings,
          head: request,
          salt: deps.saltAt(request.received),
          ...followed,
        },
        1,
      );
    const sites = [followed.link.site];
    const outcome = await recorder.store({ endpoint, sites, request, timeoutMs: waitMs }, submit);
    if (outcome === 'refused') return lost;
    const location = locationOf(read, followed.id, request);
    if (outcome === 'pending') return { ...lost, stored: 'pending', location };
    const stored = outcome.isLate === true ? 'disk' : 'yes';
    const recorded = { kind: 'recorded', stored, location } as const;
    return { ...recorded, setCookie: outcome.setCookie, page: donePage(followed) };
  }

  /** Page about what was done with a request to unsubscribe, or to take that back. */
  function donePage({ link, unsubscribe }: Pick<LinkSubmission, 'link' | 'unsubscribe'>): LinkPage {
    if (unsubscribe === 'undo') return deps.isHandedOn('event', link) ? 'undone-sent' : 'undone';
    return deps.isHandedOn('unsubscribe', link) ? 'done-sent' : 'done';
  }

  /** An unsubscribe never is: mail providers send those of many people from few addresses. */
  function isOverLimit(
    endpoint: LinkEndpoint,
    { link, origin }: Pick<LinkSubmission, 'link' | 'origin'>,
  ): boolean {
    if (deps.rateLimit === null || endpoint === 'unsubscribe') return false;
    return deps.rateLimit(origin.address, [link.site]) > 0;
  }
}

/** Tells whether a request is for the page before an unsubscribe: people ask for it, and programs that look ahead. */
function isUnsubscribePage(endpoint: LinkEndpoint, { method }: RawRequest): boolean {
  return endpoint === 'unsubscribe' && method === 'GET';
}
