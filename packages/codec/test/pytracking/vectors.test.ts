import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  decodeBase64,
  decryptFernet,
  encryptFernet,
  getClickTrackingResult,
  getClickTrackingUrl,
  getClickTrackingUrlPath,
  getOpenTrackingResult,
  getOpenTrackingUrl,
  getOpenTrackingUrlPath,
  urljoin,
  webhookBody,
  type LinkError,
  type LinkErrorCode,
  type Metadata,
  type TrackingResult,
} from '@hitmark/codec/pytracking';
import {
  bytes,
  clock,
  configOf,
  frozen,
  resultOf,
  valueOf,
  type Case,
  type Config,
  type Decode,
  type Encode,
  type Failure,
  type Operations,
} from './python-case.ts';

const checks: { readonly [Op in keyof Operations]: (vector: Operations[Op]) => void } = {
  encode: checkEncode,
  decode: checkDecode,
  path({ kind, input, config, expect: expected }) {
    const getPath = kind === 'open' ? getOpenTrackingUrlPath : getClickTrackingUrlPath;
    checkOutcome(() => getPath(input, configOf(config)), expected, expected.path);
  },
  urljoin({ base, token, expect: expected }) {
    checkOutcome(() => urljoin(base, token), expected, expected.url);
  },
  b64decode({ input, expect: expected }) {
    checkOutcome(() => hex(decodeBase64(input)), expected, expected.hex);
  },
  'fernet-encrypt'({ key, message_hex: message, expect: expected, ...times }) {
    checkOutcome(() => encryptFernet(bytes(message), key, frozen(times)), expected, expected.token);
  },
  'fernet-decrypt'({ key, token, ttl, now, expect: expected }) {
    const options = { now: clock(now), maxAgeSeconds: ttl };
    const message = () => hex(decryptFernet(token, key, options));
    checkOutcome(message, expected, expected.message_hex);
  },
  'fernet-flips'({ key, token, expect: expected }) {
    const flipped = Array.from({ length: token.length * 8 }, (_, bit) => flip(token, bit));
    const accepted = flipped.flatMap((text, bit) => (isRead(text, key) ? [bit] : []));
    expect(accepted).toEqual(expected.accepted);
  },
  webhook({ tracking_result: result, expect: expected }) {
    checkOutcome(() => webhookBody(resultOf(result)), expected, expected.body);
  },
};

const ownCases = readCases(new URL('vectors/pytracking.json', import.meta.url));

describe.each([...Map.groupBy(ownCases, ({ op }) => op)])('%s, as pytracking does', (_, cases) => {
  it.each(cases)('$name', (vector) => {
    expect.hasAssertions();
    check(vector);
  });
});

const publicCases = readCases(new URL('vectors/pytracking-public.json', import.meta.url));

describe('the public vectors, as pytracking does', () => {
  it('are all run: 606 of them', () => {
    expect(publicCases).toHaveLength(606);
  });

  it.each(publicCases)('$id $group', (vector) => {
    expect.hasAssertions();
    check(vector);
  });
});

function readCases(file: URL): readonly Case[] {
  const content = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[] | { cases: Case[] };
  return 'cases' in content ? content.cases : content;
}

function check(vector: Case): void {
  (checks[vector.op] as (vector: Case) => void)(vector);
}

/** The codes of what Python fails at, by the category that the vectors give it. */
const codes: Readonly<Record<string, readonly LinkErrorCode[]>> = {
  base64: ['malformed-base64'],
  encoding: ['malformed-encoding'],
  json: ['malformed-json'],
  shape: ['wrong-shape'],
  depth: ['too-deep'],
  fernet: ['malformed-token', 'bad-signature', 'expired', 'not-yet-valid'],
  key: ['bad-key'],
  input: ['bad-input'],
  // requests' refusal of NaN, which a port can only call bad input.
  other: ['bad-input'],
};

/** Either an error of the same category, or the same value. */
function checkOutcome(attempt: () => unknown, { error }: Failure, value: unknown): void {
  if (!error) return expect(attempt()).toEqual(value);
  expect(failure(attempt)).toMatchObject({ name: 'LinkError' });
  expect(codes[error.category]).toContain((failure(attempt) as LinkError).code);
}

function checkEncode({ kind, config, expect: expected, ...vector }: Encode): void {
  const settings = { ...configOf(config), ...(vector.fernet && frozen(vector.fernet)) };
  const [common, overrides] = vector.via === 'constructor' ? [settings, {}] : [{}, settings];
  const metadata = valueOf(vector.metadata_json) as Metadata;
  const url = () =>
    kind === 'open'
      ? getOpenTrackingUrl(metadata, common, overrides)
      : getClickTrackingUrl(vector.tracked_url, metadata, common, overrides);

  const base = String(config[`base_${kind}_tracking_url`]);
  if (vector.js_exact === false) {
    checkOutcome(() => meaning(url(), base), expected, meaning(expected.url, base));
  } else checkOutcome(url, expected, expected.url + (isSlashForgotten(vector, config) ? '/' : ''));
  if (vector.decode) checkDecode({ kind, input: expected.url, config, ...vector.decode });
}

/** The one fault that is not copied: pytracking ignores Configuration(append_slash=True). */
function isSlashForgotten({ group }: { readonly group?: string }, config: Config): boolean {
  return group === 'constructor-append-slash-bug' && config['append_slash'] === true;
}

function checkDecode({ kind, input, config, now, expect: expected, ...vector }: Decode): void {
  const getResult = kind === 'open' ? getOpenTrackingResult : getClickTrackingResult;
  const settings = { ...configOf(config), now: clock(now) };
  const read = () => getResult(input, settings, vector.request_data);
  checkOutcome(read, expected, expected.result && resultOf(expected.result));

  const { metadata_json: json, metadata_js_lossy: lossy } = expected.result ?? {};
  if (json === undefined || lossy || vector.js_exact === false) return;
  // Also the order of the names, and every byte that Python would write.
  expect(webhookBody(read())).toContain(`"metadata": ${json}, "request_data"`);
}

function meaning(url: string, base: string): TrackingResult {
  return getClickTrackingResult(url, { baseClickTrackingUrl: base, now: clock(0) });
}

function isRead(token: string, key: string): boolean {
  try {
    decryptFernet(token, key);
    return true;
  } catch {
    return false;
  }
}

function flip(text: string, bit: number): string {
  const at = Math.floor(bit / 8);
  const code = text.charCodeAt(at) ^ (1 << (bit % 8));
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}

function failure(attempt: () => unknown): unknown {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  return expect.unreachable('expected an error');
}
