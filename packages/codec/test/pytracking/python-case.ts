import { expect } from 'vitest';
import {
  getOpenTrackingResult,
  type Json,
  type Metadata,
  type PytrackingConfig,
  type TrackingResult,
} from '@hitmark/codec/pytracking';

/** The fields are explained in vectors/README.md. */
export interface Failure {
  readonly error?: { readonly category: string };
}

export type Config = Readonly<Record<string, unknown>>;
type Kind = 'open' | 'click';

export interface PythonResult {
  readonly is_open_tracking: boolean;
  readonly is_click_tracking: boolean;
  readonly tracked_url: Json;
  readonly webhook_url: Json;
  readonly metadata_json: string;
  readonly metadata_js_lossy?: readonly string[];
  readonly request_data: Json;
  readonly timestamp: number;
}

export interface Decode {
  readonly kind: Kind;
  readonly input: string;
  readonly config: Config;
  readonly now: number;
  readonly request_data: Json;
  readonly js_exact?: boolean;
  readonly expect: Failure & { readonly result?: PythonResult };
}

export interface Encode {
  readonly kind: Kind;
  readonly group?: string;
  readonly via?: 'kwargs' | 'constructor';
  readonly tracked_url: string;
  readonly metadata_json: string;
  readonly config: Config;
  readonly fernet?: Frozen;
  readonly js_exact?: boolean;
  /** Decoding of the URL that was made; `config` is that of the case where it has none of its own. */
  readonly decode?: Omit<Decode, 'kind' | 'input' | 'config'> & Partial<Decode>;
  readonly expect: Failure & { readonly url: string };
}

export interface Frozen {
  readonly now: number;
  readonly iv_hex: string;
}

export interface Operations {
  readonly encode: Encode;
  readonly decode: Decode;
  readonly path: {
    readonly kind: Kind;
    readonly input: string;
    readonly config: Config;
    readonly expect: Failure & { readonly path: string };
  };
  readonly urljoin: {
    readonly base: string;
    readonly token: string;
    readonly expect: Failure & { readonly url: string };
  };
  readonly b64decode: {
    readonly input: string;
    readonly expect: Failure & { readonly hex: string };
  };
  readonly 'fernet-encrypt': Frozen & {
    readonly key: string;
    readonly message_hex: string;
    readonly expect: Failure & { readonly token: string };
  };
  readonly 'fernet-decrypt': {
    readonly key: string;
    readonly token: string;
    readonly ttl: number | null;
    readonly now: number;
    readonly expect: Failure & { readonly message_hex: string };
  };
  readonly 'fernet-flips': {
    readonly key: string;
    readonly token: string;
    readonly expect: Failure & { readonly accepted: readonly number[] };
  };
  readonly webhook: {
    readonly tracking_result: PythonResult;
    readonly expect: Failure & { readonly body: string };
  };
}

export type Case = {
  [Op in keyof Operations]: Operations[Op] & { readonly op: Op; readonly name: string };
}[keyof Operations];

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

export function configOf(python: Config): PytrackingConfig {
  return Object.fromEntries(
    Object.entries(python).map(([name, value]) => [names[name] ?? expect.unreachable(name), value]),
  );
}

export function resultOf(python: PythonResult): TrackingResult {
  return {
    isOpenTracking: python.is_open_tracking,
    isClickTracking: python.is_click_tracking,
    trackedUrl: python.tracked_url,
    webhookUrl: python.webhook_url,
    metadata: valueOf(python.metadata_json) as Metadata,
    requestData: python.request_data,
    timestamp: python.timestamp,
  };
}

/** JSON.parse refuses NaN and Infinity: there our own reader has to do. */
export function valueOf(json: string): unknown {
  return /NaN|Infinity/.test(json)
    ? getOpenTrackingResult(btoa(`{"metadata": ${json}}`), {}).metadata
    : JSON.parse(json);
}

export function frozen({ now, iv_hex: iv }: Frozen): PytrackingConfig {
  return { now: clock(now), randomBytes: () => bytes(iv) };
}

export function clock(seconds: number): () => number {
  return () => seconds * 1000;
}

export function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}
