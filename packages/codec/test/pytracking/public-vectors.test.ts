import { existsSync, readFileSync } from 'node:fs';
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
  type Json,
  type Members,
  type PytrackingConfig,
  type TrackingResult,
} from '@hitmark/codec/pytracking';

const file = new URL('../../../../../shared/vectors/pytracking-public.json', import.meta.url);

/** A value of Python's: its own JSON text, and beside it the value where JSON.parse can carry it. */
interface WithMetadata {
  readonly metadata_json: string;
  readonly metadata?: Members;
}

interface PythonResult extends WithMetadata {
  readonly is_open_tracking: boolean;
  readonly is_click_tracking: boolean;
  readonly tracked_url: Json;
  readonly webhook_url: Json;
  readonly request_data: Json;
  readonly timestamp: number;
  readonly metadata_js_lossy?: readonly string[];
}

interface Failure {
  readonly error?: { readonly class: string; readonly category: string };
}

interface Decode {
  readonly kind: 'open' | 'click';
  readonly input: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly now: number;
  readonly request_data: Json;
  readonly expect: Failure & { readonly result?: PythonResult };
}

interface Encode extends WithMetadata {
  readonly kind: 'open' | 'click';
  readonly via: 'kwargs' | 'constructor';
  readonly tracked_url: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly fernet?: { readonly now: number; readonly iv_hex: string };
  readonly js_exact?: boolean;
  readonly decode?: Omit<Decode, 'kind'>;
  readonly expect: Failure & { readonly url: string };
}

type Case = { readonly id: string; readonly group: string } & (
  | ({ readonly op: 'encode' } & Encode)
  | ({ readonly op: 'decode' } & Decode)
  | {
      readonly op: 'path';
      readonly kind: 'open' | 'click';
      readonly input: string;
      readonly config: Readonly<Record<string, unknown>>;
      readonly expect: Failure & { readonly path: string };
    }
  | {
      readonly op: 'urljoin';
      readonly base: string;
      readonly token: string;
      readonly expect: Failure & { readonly url: string };
    }
  | {
      readonly op: 'b64decode';
      readonly input: string;
      readonly expect: Failure & { readonly hex: string };
    }
  | {
      readonly op: 'fernet-encrypt';
      readonly key: string;
      readonly iv_hex: string;
      readonly now: number;
      readonly message_hex: string;
      readonly expect: Failure & { readonly token: string };
    }
  | {
      readonly op: 'fernet-decrypt';
      readonly key: string;
      readonly token: string;
      readonly ttl: number | null;
      readonly now: number;
      readonly expect: Failure & { readonly message_hex: string };
    }
  | {
      readonly op: 'webhook';
      readonly tracking_result: PythonResult;
      readonly expect: Failure & { readonly body: string };
    }
);

const isMissing = !existsSync(file);
const cases = isMissing ? [] : readCases().filter(isOurs);
const groups = Map.groupBy(cases, ({ group, op }) => `${group} (${op})`);

describe.each([...groups])('%s', (_, members) => {
  it.each(members)('$id is what pytracking makes of it', (vector) => {
    expect.hasAssertions();
    check(vector);
  });
});

it.skipIf(isMissing)(
  isMissing ? 'public vectors did NOT run: ../shared/vectors is missing' : 'no vector is left out',
  () => {
    expect(cases).toHaveLength(606);
  },
);

function readCases(): readonly Case[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }).cases;
}

function isOurs(vector: Case): boolean {
  // The host (django) and the email rewriter (adapt_html) have their own; and a webhook without a
  // URL fails when it is sent, not when its body is made.
  const isElsewhere = /^(django|adapt_html)$/.test(vector.op as string);
  return !isElsewhere && vector.expect.error?.class !== 'requests.exceptions.MissingSchema';
}

function check(vector: Case): void {
  switch (vector.op) {
    case 'encode':
      return checkEncode(vector, vector.group);
    case 'decode':
      return checkDecode(vector);
    case 'path': {
      const getPath = vector.kind === 'open' ? getOpenTrackingUrlPath : getClickTrackingUrlPath;
      const path = () => getPath(vector.input, configOf(vector.config));
      return checkOutcome(path, vector.expect, (expected) => expected.path);
    }
    case 'urljoin': {
      const url = () => urljoin(vector.base, vector.token);
      return checkOutcome(url, vector.expect, (expected) => expected.url);
    }
    case 'b64decode': {
      const decoded = () => hex(decodeBase64(vector.input));
      return checkOutcome(decoded, vector.expect, (expected) => expected.hex);
    }
    case 'fernet-encrypt': {
      const options = { now: clock(vector.now), randomBytes: () => bytes(vector.iv_hex) };
      const token = () => encryptFernet(bytes(vector.message_hex), vector.key, options);
      return checkOutcome(token, vector.expect, (expected) => expected.token);
    }
    case 'fernet-decrypt': {
      const options = { now: clock(vector.now), maxAgeSeconds: vector.ttl };
      const message = () => hex(decryptFernet(vector.token, vector.key, options));
      return checkOutcome(message, vector.expect, (expected) => expected.message_hex);
    }
    case 'webhook': {
      const body = () => webhookBody(resultOf(vector.tracking_result));
      return checkOutcome(body, vector.expect, (expected) => expected.body);
    }
  }
}

/** Either the same error or the same value. */
function checkOutcome<Value, Expected extends Failure>(
  attempt: () => Value,
  expected: Expected,
  valueOf: (expected: Expected) => unknown,
): void {
  if (!expected.error) return expect(attempt()).toEqual(valueOf(expected));
  // `other` is requests' refusal of NaN, which a port can only call bad input.
  const category = expected.error.category === 'other' ? 'input' : expected.error.category;
  expect(failure(attempt)).toMatchObject({ name: 'LinkError', category });
}

function checkEncode(vector: Encode, group: string): void {
  const settings: PytrackingConfig = {
    ...configOf(vector.config),
    ...(vector.fernet && frozen(vector.fernet)),
  };
  const [config, overrides] = vector.via === 'kwargs' ? [{}, settings] : [settings, {}];
  const metadata = metadataOf(vector);
  const url = () =>
    vector.kind === 'open'
      ? getOpenTrackingUrl(metadata, config, overrides)
      : getClickTrackingUrl(vector.tracked_url, metadata, config, overrides);

  // The one fault that is not copied: Configuration(append_slash=True) is ignored by pytracking.
  const isForgotten = group === 'constructor-append-slash-bug' && vector.config['append_slash'];
  const base = vector.config[`base_${vector.kind}_tracking_url`] as string;
  if (vector.js_exact === false) {
    checkOutcome(
      () => meaning(url(), base),
      vector.expect,
      (expected) => meaning(expected.url, base),
    );
  } else checkOutcome(url, vector.expect, (expected) => expected.url + (isForgotten ? '/' : ''));

  if (vector.decode) checkDecode({ kind: vector.kind, ...vector.decode });
}

function checkDecode(vector: Decode): void {
  const getResult = vector.kind === 'open' ? getOpenTrackingResult : getClickTrackingResult;
  const config = { ...configOf(vector.config), now: clock(vector.now) };
  const read = () => getResult(vector.input, config, vector.request_data);
  checkOutcome(read, vector.expect, (expected) => expected.result && resultOf(expected.result));
  const python = vector.expect.result;
  // Also the order of the names, and every byte that Python would write.
  if (python && !python.metadata_js_lossy) {
    expect(webhookBody(read())).toContain(`"metadata": ${python.metadata_json}, "request_data"`);
  }
}

function frozen({ now, iv_hex: iv }: { now: number; iv_hex: string }): PytrackingConfig {
  return { now: clock(now), randomBytes: () => bytes(iv) };
}

const names: Readonly<Record<string, keyof PytrackingConfig>> = {
  webhook_url: 'webhookUrl',
  include_webhook_url: 'includeWebhookUrl',
  base_open_tracking_url: 'baseOpenTrackingUrl',
  base_click_tracking_url: 'baseClickTrackingUrl',
  default_metadata: 'defaultMetadata',
  include_default_metadata: 'includeDefaultMetadata',
  encryption_bytestring_key: 'encryptionKey',
  encoding: 'encoding',
  append_slash: 'appendSlash',
};

function configOf(python: Readonly<Record<string, unknown>>): PytrackingConfig {
  return Object.fromEntries(
    Object.entries(python).map(([name, value]) => [names[name] ?? expect.unreachable(name), value]),
  );
}

function resultOf(python: PythonResult): TrackingResult {
  return {
    isOpenTracking: python.is_open_tracking,
    isClickTracking: python.is_click_tracking,
    trackedUrl: python.tracked_url,
    webhookUrl: python.webhook_url,
    metadata: metadataOf(python),
    requestData: python.request_data,
    timestamp: python.timestamp,
  };
}

/** JSON.parse refuses NaN and Infinity: there our own reader has to do. */
function metadataOf({ metadata, metadata_json: json }: WithMetadata): Members {
  if (metadata !== undefined) return metadata;
  return getOpenTrackingResult(btoa(`{"metadata": ${json}}`), {}).metadata;
}

function meaning(url: string, base: string): TrackingResult {
  return getClickTrackingResult(url, { baseClickTrackingUrl: base, now: clock(0) });
}

function clock(seconds: number): () => number {
  return () => seconds * 1000;
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
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
