import type { LinkSubmission, HitsSubmission } from '../../src/ingest/submission.ts';
import { sampleLink } from '../pipeline/sample-link.ts';
import { originOf, sampleRequest } from '../pipeline/sample-request.ts';

/** The hits of a browser, told apart by the titles of their pages. */
export function hitsOf(titles: readonly string[], settings = 0): HitsSubmission {
  return {
    kind: 'hits',
    settings,
    head: sampleRequest(),
    origin: originOf(sampleRequest()),
    queries: titles.map((title) => `h=${title}`),
    site: null,
    salt: null,
  };
}

/** A click in an email. */
export function clickOf(overrides: Partial<LinkSubmission> = {}): LinkSubmission {
  return {
    kind: 'link',
    unsubscribe: null,
    settings: 0,
    head: sampleRequest(),
    origin: originOf(sampleRequest()),
    link: sampleLink({ kind: 'click', url: 'https://shop.test/spring' }),
    id: '01a20296-63db-7000-8000-000000000000',
    seen: [],
    salt: null,
    ...overrides,
  };
}
