import { LinkError, type Link, type Links } from '@hitmark/codec';
import { appendClick, type ClickReferences } from '@hitmark/codec/click';
import type { EventType } from '@hitmark/codec/event';
import type { Cut } from '@hitmark/codec/hit';
import type { Logger } from 'pino';
import { BodyError, type ReadBody } from './body-error.ts';
import type { LinkBursts } from './link-bursts.ts';
import type { Answer } from '../pipeline/request/answer.ts';
import type { Options } from '../configuration/index.ts';
import { boundMetadata } from '../pipeline/link/bound-metadata.ts';
import { clickTarget, isAnonymousLink } from '../pipeline/link/decide-link.ts';
import {
  answerLink,
  checkLinkHead,
  rejectLink,
  type LinkEndpoint,
  type LinkOutcome,
  type RejectedLink,
} from '../pipeline/link/link-endpoint.ts';
import {
  maxUnsubscribeBytes,
  readUnsubscribeBody,
  type UnsubscribeRequest,
} from '../pipeline/request/unsubscribe-body.ts';
import type { LinkPage, PagesFor } from '../pipeline/link/page/link-pages.ts';
import type { OriginFacts, ReadOrigin } from '../pipeline/request/origin-facts.ts';
import { header, type RawRequest } from '../pipeline/request/raw-request.ts';
import type { Ids, LinkSettings, PipelineDeps } from '../pipeline/settings.ts';
import { truncateAddress } from '../pipeline/request/truncate-address.ts';
import type { RateLimit } from '../rate-limit/rate-limit.ts';
import type { Recorder } from './recorder.ts';
import type { Journal } from './journal.ts';
import type { LinkSubmission } from './submission.ts';

/** Reads tokens: what `createLinks` makes, or what is chosen for a request (as for several senders). */
export type LinkReader = Pick<Links, 'read'>;

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
  /** Tells whether the sender of a link is told of an event of a type, as the configuration has it. */
  readonly isHandedOn: (type: EventType, link: Link) => boolean;
}

/** One request for a link, from its token to what is answered. Never rejects. */
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
          : turnAway(endpoint, rejected, request);
    } catch (error) {
      logFailure(endpoint, error);
      const failed = rejectLink(404, 'internal', 'the collector has failed');
      outcome = turnAway(endpoint, failed, request);
    }
    return answerLink(endpoint, outcome, () => deps.pagesFor(header(request, 'accept-language')));
  };

  /** Counts a request from which nothing was received, and answers it. */
  function turnAway(endpoint: LinkEndpoint, outcome: LinkOutcome, request: RawRequest) {
    if ('rejection' in outcome) recorder.rejectRequest(endpoint, outcome.rejection, request);
    return outcome;
  }

  async function follow(
    endpoint: LinkEndpoint,
    token: string,
    request: RawRequest,
    readBody: ReadBody,
  ): Promise<LinkOutcome> {
    const isRead = request.method === 'HEAD' || isQuestion(endpoint, request);
    const origin = deps.readOrigin(request);
    const read = readLink(endpoint, token, request, origin);
    if (!('link' in read)) {
      if (isRead) return turnAway(endpoint, read, request);
      recorder.receive(endpoint, 1);
      recorder.reject(endpoint, [read.rejection], request);
      return read;
    }
    const { link, target } = read;
    const seen = deps.watch.note(link, request, truncateAddress(origin.address));
    if (isRead) return { kind: 'read', location: target };
    let unsubscribe: UnsubscribeRequest | null = null;
    if (endpoint === 'unsubscribe') {
      const asked = await readUnsubscribe(readBody);
      if (typeof asked !== 'string') return turnAway(endpoint, asked, request);
      unsubscribe = asked;
    }
    const id = deps.ids.event(request.received);
    recorder.receive(endpoint, 1);
    recorder.cut(endpoint, read.cuts);
    return record(endpoint, { link, origin, seen, id, unsubscribe }, read, request);
  }

  /** The target with a reference to the click, where it is to be told of it. */
  function locationOf({ link, target }: ReadLink, id: string, request: RawRequest): string | null {
    if (target === null || !link.clickId || isAnonymousLink(link, request, settings)) return target;
    // Of the address as its page reports it.
    const reference = deps.sealClick(id, deps.cleanUrl(target));
    return reference === null ? target : appendClick(target, reference);
  }

  async function record(
    endpoint: LinkEndpoint,
    followed: Pick<LinkSubmission, 'link' | 'origin' | 'seen' | 'id' | 'unsubscribe'>,
    read: ReadLink,
    request: RawRequest,
  ): Promise<LinkOutcome> {
    // Nothing is told of a click that is not kept; it leads on all the same.
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
    const outcome = await recorder.store(endpoint, [followed.link.site], submit, request, waitMs);
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

  /** Logs a failure, without the token: whoever reads logs must not be able to click. */
  function logFailure(endpoint: LinkEndpoint, error: unknown): void {
    log.error({ event: 'collect-failed', endpoint, err: error }, 'a link could not be handled');
  }

  /** Reads a token and where it leads, or the reason why it is none. */
  function readLink(
    endpoint: LinkEndpoint,
    token: string,
    request: RawRequest,
    { host }: OriginFacts,
  ): ReadLink | RejectedLink {
    try {
      const read = deps.reader(request).read(token, { kind: endpoint, host });
      const link = boundMetadata(read);
      const cuts = link === read ? [] : [metadataCut];
      const target = endpoint === 'click' ? clickTarget(link, settings) : null;
      if (target === null || typeof target === 'string') return { link, target, cuts };
      return { kind: 'rejected', status: 404, rejection: target };
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      const rejection = { reason: error.code, message: error.message };
      const { fallbackUrl } = settings.links;
      if (error.code === 'expired' && endpoint === 'click' && fallbackUrl !== null) {
        return { kind: 'expired', location: fallbackUrl, rejection };
      }
      return { kind: 'rejected', status: 404, rejection };
    }
  }
}

/** Link that was read, and where a click of it leads. */
interface ReadLink {
  readonly link: Link;
  readonly target: string | null;
  readonly cuts: readonly Cut[];
}

const metadataCut: Cut = { reason: 'too-deep', parameter: 'metadata' };

/** The page before an unsubscribe, which is asked for by people and by programs that look ahead. */
function isQuestion(endpoint: LinkEndpoint, { method }: RawRequest): boolean {
  return endpoint === 'unsubscribe' && method === 'GET';
}

/** Reads the request of a body; or the outcome of one that neither a mail program nor our page sends. */
async function readUnsubscribe(readBody: ReadBody): Promise<UnsubscribeRequest | LinkOutcome> {
  try {
    const body = await readBody(maxUnsubscribeBytes);
    const asked = readUnsubscribeBody(new TextDecoder().decode(body));
    if (asked !== null) return asked;
    return rejectLink(
      400,
      'no-unsubscribe',
      'expected a form with List-Unsubscribe=One-Click, or no body',
    );
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    return rejectLink(error.code === 'body-too-large' ? 413 : 400, error.code, error.message);
  }
}
