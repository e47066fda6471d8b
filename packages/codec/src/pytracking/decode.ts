import { isPlainObject } from '../json.ts';
import { LinkError } from '../link-error.ts';
import type { PytrackingConfig } from './config.ts';
import { createCiphers } from './fernet/key.ts';
import { readToken } from './fernet/token.ts';
import { givenMetadata } from './metadata.ts';
import { decodeBase64 } from './python/base64.ts';
import { findCharset } from './python/find-charset.ts';
import { loads, type Json } from './python/loads.ts';
import { toMembers } from './python/mapping.ts';
import type { TrackingResult } from './result.ts';

/**
 * Reads an open link.
 *
 * @param encodedUrlPath the token, with or without a slash before it, or the whole URL if it begins
 *   with `baseOpenTrackingUrl`
 * @param requestData returned in the result, such as the reader's address and browser
 * @param overrides settings that win over those of `config`
 * @throws LinkError
 */
export function getOpenTrackingResult(
  encodedUrlPath: string,
  config: PytrackingConfig,
  requestData: Json = null,
  overrides?: PytrackingConfig,
): TrackingResult {
  const merged = { ...config, ...overrides };
  const token = withoutBase(encodedUrlPath, merged.baseOpenTrackingUrl);
  return result(token, 'open', requestData, merged);
}

/**
 * Reads a click link.
 *
 * @param encodedUrlPath the token, with or without a slash before it, or the whole URL if it begins
 *   with `baseClickTrackingUrl`
 * @param requestData returned in the result, such as the reader's address and browser
 * @param overrides settings that win over those of `config`
 * @throws LinkError
 */
export function getClickTrackingResult(
  encodedUrlPath: string,
  config: PytrackingConfig,
  requestData: Json = null,
  overrides?: PytrackingConfig,
): TrackingResult {
  const merged = { ...config, ...overrides };
  const token = withoutBase(encodedUrlPath, merged.baseClickTrackingUrl);
  return result(token, 'click', requestData, merged);
}

function withoutBase(text: string, base: string | null | undefined): string {
  return base && text.startsWith(base) ? text.slice(base.length) : text;
}

function result(
  token: string,
  kind: 'open' | 'click',
  requestData: Json,
  config: PytrackingConfig,
): TrackingResult {
  const payload = loads(decode(token.replace(/^\//, ''), config));
  if (!isPlainObject(payload)) {
    throw new LinkError('wrong-shape', 'expected the token to hold a JSON object');
  }
  const { url = null, webhook = null, metadata = {} } = payload;
  const own = toMembers(metadata);
  if (!own) {
    throw new LinkError('wrong-shape', 'expected metadata to be an object or a list of pairs');
  }
  return {
    isOpenTracking: kind === 'open',
    isClickTracking: kind === 'click',
    trackedUrl: url,
    webhookUrl: config.includeWebhookUrl ? webhook : (config.webhookUrl ?? null),
    metadata: {
      ...(config.includeDefaultMetadata ? {} : givenMetadata(config.defaultMetadata)),
      ...own,
    },
    requestData,
    timestamp: Math.floor((config.now ?? Date.now)() / 1000),
  };
}

function decode(text: string, config: PytrackingConfig): string {
  const charset = findCharset(config.encoding ?? 'utf-8');
  // Python writes the text in this encoding, and reads the bytes as base64, which skips all that is not ASCII: so
  // does this, whatever it decodes to.
  const token = isAscii(text) ? text : new TextDecoder('latin1').decode(charset.encode(text));
  const { encryptionKey: keys, now = Date.now, maxAgeSeconds = null } = config;
  return charset.decode(
    keys ? readToken(token, createCiphers(keys), now(), maxAgeSeconds) : decodeBase64(token),
  );
}

function isAscii(text: string): boolean {
  return !/[\x80-\uffff]/.test(text);
}
