import type { RawRequest } from '../../src/pipeline/raw-request.ts';
import type { PipelineSettings } from '../../src/pipeline/settings.ts';

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

/** The defaults. */
export const settings: PipelineSettings = {
  publicUrl: null,
  trustedProxyHops: 0,
  cookie: { name: 'id', maxAgeDays: 400, domain: null },
  privacy: { honourSignals: true, anonymousKeys: [] },
  limits: { maxUrlBytes: 8_192, maxHitsPerRequest: 100 },
};
