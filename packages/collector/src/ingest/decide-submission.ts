import { createClickReferences } from '@hitmark/codec/click';
import type { Event } from '@hitmark/codec/event';
import type { Cut } from '@hitmark/codec/hit';
import { dailyVisitor } from '../visitors/daily-visitor.ts';
import { createIds } from '../visitors/ids.ts';
import { toRow, type Row } from '../journal/index.ts';
import { attemptEach } from '../pipeline/hit/attempt-each.ts';
import { decideLink } from '../pipeline/link/decide-link.ts';
import { decideHits, decideServerHits, type Decision } from '../pipeline/hit/decide-hits.ts';
import { decidePostedEvents } from '../pipeline/posted-event/decide-posted-events.ts';
import type { Rejection } from '../pipeline/request/rejection.ts';
import type { PipelineDeps } from '../pipeline/settings.ts';
import { createVisitorCookies } from '../pipeline/event/visitor-cookie.ts';
import { createCleaner } from '../pipeline/hit/star-parameters.ts';
import { createUserAgentReader } from '../enrich/user-agent-cache.ts';
import { rememberViews } from '../visitors/view-visitors.ts';
import type { Submission, WriterSettings } from './submission.ts';

/** A submission, decided: what is stored of it, and what is answered. */
export interface DecidedSubmission {
  readonly rows: readonly Row[];
  readonly rejections: readonly Rejection[];
  readonly cuts: readonly Cut[];
  readonly setCookie: string | null;
  readonly events: readonly Event[] | null;
}

/** Decides submissions with one set of settings. */
export type DecideSubmission = (
  submission: Exclude<Submission, { kind: 'rows' }>,
) => DecidedSubmission;

/**
 * The shell of the pipeline in the writer's thread: events are decided there, in the time before their
 * transaction, and the event loop is left to read requests and to write answers.
 */
export function createDecideSubmission({
  decision: settings,
  clickKeys,
  withEvents,
}: WriterSettings): DecideSubmission {
  const shared = {
    ids: rememberViews(createIds()),
    visitorCookies: createVisitorCookies(settings.cookie),
    readUserAgent: createUserAgentReader(),
    ...createCleaner(settings.privacy.starredParameters),
    unsealClick: createClickReferences(clickKeys).unseal,
  };

  function decideOne(submission: Parameters<DecideSubmission>[0]): Decision {
    if (submission.kind === 'posted') {
      const { received, events, site } = submission;
      return decidePostedEvents({ received, events, site }, settings, shared);
    }
    const { head, origin, salt } = submission;
    const deps: PipelineDeps = {
      ...shared,
      dailyVisitor: (traits) => dailyVisitor(traits, Buffer.from(salt ?? '', 'latin1')),
    };
    if (submission.kind === 'link') return decideLink(submission, settings, deps);
    const { queries, site } = submission;
    return site === null
      ? decideHits({ request: head, origin, queries }, settings, deps)
      : decideServerHits({ request: head, queries, site }, settings, deps);
  }

  return (submission) => {
    const { entries, rejections, cuts, setCookie } = decideOne(submission);
    // An event that can't be written is a rejection of its hit, and of no other.
    const written = attemptEach(
      entries,
      (entry) => [{ entry, row: toRow(entry) }],
      ({ event }) => [{ site: event.site }],
    );
    return {
      rows: written.outputs.map(({ row }) => row),
      rejections: [...rejections, ...written.rejections],
      cuts,
      setCookie,
      events: withEvents ? written.outputs.map(({ entry }) => entry.event) : null,
    };
  };
}
