import { generateKey } from '@hitmark/codec';
import { createClickReferences } from '@hitmark/codec/click';
import { dailyVisitor } from '../../src/visitors/daily-visitor.ts';
import { createReadOrigin, type OriginFacts } from '../../src/pipeline/request/origin-facts.ts';
import type { RawRequest } from '../../src/pipeline/request/raw-request.ts';
import type { PipelineSettings, PipelineDeps } from '../../src/pipeline/settings.ts';
import { createVisitorCookies } from '../../src/pipeline/event/visitor-cookie.ts';
import { createCleaner } from '../../src/pipeline/hit/star-parameters.ts';
import { readUserAgent } from '../../src/enrich/user-agent.ts';

/** 2026-11-22T09:30:00.123Z */
export const received = 1_795_339_800_123;

/** A browser's request over plain http, with the headers given and no others. */
export function sampleRequest(
  headers: RawRequest['headers'] = {},
  overrides: Partial<RawRequest> = {},
): RawRequest {
  return {
    method: 'GET',
    path: '/track.js',
    query: '',
    urlBytes: 9,
    headers: { host: 't.example.com', ...headers },
    remoteAddress: '203.0.113.7',
    encrypted: false,
    received,
    ...overrides,
  };
}

/** The origin of a sample request. */
export function originOf(
  request: RawRequest,
  given: Pick<PipelineSettings, 'publicUrl' | 'trustedProxyHops'> = settings,
): OriginFacts {
  return createReadOrigin(given, (address) => (address.startsWith('203.0.113.') ? 'CH' : null))(
    request,
  );
}

/** The defaults. */
export const settings: PipelineSettings = {
  publicUrl: null,
  trustedProxyHops: 0,
  cookie: { name: 'id', maxAgeDays: 400, domain: null },
  privacy: { visitors: 'cookie', honourSignals: true, anonymousKeys: [], starredParameters: [] },
  sites: null,
  limits: { maxUrlBytes: 8_192, maxHitsPerRequest: 100 },
};

const clickReferences = createClickReferences(generateKey());

/** Id of a click a minute before, that led to `https://site.test/`. */
export const sampleClick = '01a20296-63db-7000-8000-000000000000';
/** Reference (`hm_click`) that the click added to the address of its page. */
export const sampleReference = clickReferences.seal(sampleClick, 'https://site.test/') ?? '';

/** Dependencies of the pipeline, with the day for a salt. */
export const tools: Omit<PipelineDeps, 'ids'> = {
  visitorCookies: createVisitorCookies(settings.cookie),
  readUserAgent,
  unsealClick: clickReferences.unseal,
  ...createCleaner(['token']),
  dailyVisitor: (traits, time) => dailyVisitor(traits, new Uint8Array([time / 86_400_000])),
};
