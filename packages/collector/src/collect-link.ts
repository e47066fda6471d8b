import { LinkError, type Link, type Links } from '@hitmark/codec';
import type { ActorReason } from '@hitmark/codec/event';
import type { Logger } from 'pino';
import { BodyError, type ReadBody } from './body-error.ts';
import type { Journal } from './journal/index.ts';
import type { MessageWatch } from './message-watch.ts';
import type { Answer } from './pipeline/answer.ts';
import type { Options } from './configuration/index.ts';
import type { Entry } from './entry.ts';
import { boundMetadata } from './pipeline/bound-metadata.ts';
import { clickTarget, decideLink, type LinkDecision } from './pipeline/decide-link.ts';
import {
  answerLink,
  judgeLinkHead,
  rejectLink,
  type LinkEndpoint,
  type LinkOutcome,
  type RejectedLink,
} from './pipeline/link-endpoint.ts';
import { isOneClick, maxOneClickBytes } from './pipeline/one-click.ts';
import { readOrigin } from './pipeline/origin-facts.ts';
import type { RawRequest } from './pipeline/raw-request.ts';
import type { LinkSettings, LinkTools } from './pipeline/settings.ts';
import { truncateAddress } from './pipeline/truncate-address.ts';
import type { RateLimit } from './rate-limit/rate-limit.ts';
import type { Recorded, Recorder } from './recorder.ts';

/** Reads tokens: what `createLinks` makes, or what is chosen for a request (as for several senders). */
export type LinkReader = Pick<Links, 'read'>;

/** What `collectLink` works with; all it does to the world goes through these. */
export interface CollectLinkTools extends LinkTools {
  readonly settings: LinkSettings & Pick<Options, 'links' | 'storeTimeoutMs'>;
  readonly reader: (request: RawRequest) => LinkReader;
  readonly journal: Pick<Journal, 'append'>;
  readonly recorder: Recorder;
  readonly watch: MessageWatch;
  /** null: there is none. */
  readonly rateLimit: RateLimit | null;
  readonly log: Logger;
}

/** One request for a link, from its token to what is answered. Never rejects. */
export type CollectLink = (
  endpoint: LinkEndpoint,
  token: string,
  request: RawRequest,
  readBody: ReadBody,
) => Promise<Answer>;

/** Makes the one way in which a link is received. */
export function createCollectLink(tools: CollectLinkTools): CollectLink {
  const { settings, recorder, log } = tools;

  return async (endpoint, token, request, readBody) => {
    let outcome: LinkOutcome;
    try {
      const judged = judgeLinkHead(endpoint, request, settings.limits);
      outcome =
        judged === null
          ? await follow(endpoint, token, request, readBody)
          : turnAway(endpoint, judged, request);
    } catch (error) {
      logFailure(endpoint, error);
      const failed = rejectLink(404, 'internal', 'the collector has failed');
      outcome = turnAway(endpoint, failed, request);
    }
    return answerLink(endpoint, outcome);
  };

  /** Nothing was received from this request. */
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
    const read = readLink(endpoint, token, request);
    if (!('link' in read)) {
      if (isRead) return turnAway(endpoint, read, request);
      recorder.receive(endpoint, 1);
      recorder.reject(endpoint, [read.rejection], request);
      return read;
    }
    const { link, target } = read;
    const { address } = readOrigin(request, settings);
    const seen = tools.watch.note(link, request, truncateAddress(address));
    if (isRead) return { kind: 'read', location: target };
    if (endpoint === 'unsubscribe') {
      const refusal = await refuseBody(readBody);
      if (refusal !== null) return turnAway(endpoint, refusal, request);
    }
    recorder.receive(endpoint, 1);
    // A click that is not kept has no id to tell, and leads on all the same.
    const lost = { kind: 'recorded', stored: 'no', location: target, setCookie: null } as const;
    try {
      const decision = decideOrRefuse(endpoint, read, request, seen);
      return (await record(endpoint, decision, request)) ?? lost;
    } catch (error) {
      logFailure(endpoint, error);
      return lost;
    }
  }

  /** null: the event could not be stored. */
  async function record(
    endpoint: LinkEndpoint,
    { entry, location, setCookie }: LinkDecision,
    request: RawRequest,
  ): Promise<LinkOutcome | null> {
    if (isOverLimit(endpoint, entry, request)) {
      recorder.refuse(endpoint, 1, 'rate-limit');
      return null;
    }
    const waitMs = endpoint === 'unsubscribe' ? settings.storeTimeoutMs : settings.links.waitMs;
    const append = async (): Promise<Recorded> => ({
      sequences: await tools.journal.append([entry]),
      events: [entry.event],
      rejections: [],
    });
    const outcome = await recorder.store(endpoint, 1, append, request, waitMs);
    if (outcome === 'refused') return null;
    const stored = outcome === 'pending' ? 'pending' : 'yes';
    return { kind: 'recorded', stored, location, setCookie };
  }

  /** An unsubscribe never is: mail providers send those of many people from few addresses. */
  function isOverLimit(endpoint: LinkEndpoint, entry: Entry, request: RawRequest): boolean {
    if (tools.rateLimit === null || endpoint === 'unsubscribe') return false;
    return tools.rateLimit(request, [entry.event.site]) > 0;
  }

  function decideOrRefuse(
    endpoint: LinkEndpoint,
    { link, target }: ReadLink,
    request: RawRequest,
    seen: readonly ActorReason[],
  ): LinkDecision {
    try {
      return decideLink(link, target, request, settings, tools, seen);
    } catch (error) {
      recorder.refuse(endpoint, 1, 'internal');
      throw error;
    }
  }

  /** Never with the token: whoever reads logs must not be able to click. */
  function logFailure(endpoint: LinkEndpoint, error: unknown): void {
    log.error({ event: 'collect-failed', endpoint, err: error }, 'a link could not be handled');
  }

  /** What a token says and where it leads; or why it is none. */
  function readLink(
    endpoint: LinkEndpoint,
    token: string,
    request: RawRequest,
  ): ReadLink | RejectedLink {
    try {
      const { host } = readOrigin(request, settings);
      const link = boundMetadata(tools.reader(request).read(token, { kind: endpoint, host }));
      const target = endpoint === 'click' ? clickTarget(link, settings) : null;
      if (target === null || typeof target === 'string') return { link, target };
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

/** What a token says, and where a click of it leads. */
interface ReadLink {
  readonly link: Link;
  readonly target: string | null;
}

/** The page before an unsubscribe, which is asked for by people and by programs that look ahead. */
function isQuestion(endpoint: LinkEndpoint, { method }: RawRequest): boolean {
  return endpoint === 'unsubscribe' && method === 'GET';
}

/** Refuses a body that neither a mail program nor our page sends. */
async function refuseBody(readBody: ReadBody): Promise<LinkOutcome | null> {
  try {
    const body = await readBody(maxOneClickBytes);
    if (isOneClick(new TextDecoder().decode(body))) return null;
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
