import { systemRandomBytes } from '../random.ts';
import type { PytrackingConfig } from './config.ts';
import { createCiphers } from './fernet/key.ts';
import { writeToken } from './fernet/token.ts';
import { givenMetadata } from './metadata.ts';
import { encodeBase64 } from './python/base64.ts';
import { findCharset } from './python/find-charset.ts';
import { dumps } from './python/dumps.ts';
import { isTruthy, type Members } from './python/mapping.ts';
import { urljoin } from './python/urljoin.ts';

/**
 * The URL of an image that reports the opening of an email.
 *
 * @param metadata anything JSON can hold; what comes back with the event
 * @param overrides settings that win over those of `config`
 * @throws LinkError `bad-input`, `bad-key`, `malformed-encoding` or `too-deep`
 */
export function getOpenTrackingUrl(
  metadata: Members | null,
  config: PytrackingConfig,
  overrides?: PytrackingConfig,
): string {
  const merged = { ...config, ...overrides };
  return link(merged.baseOpenTrackingUrl, null, metadata, merged);
}

/**
 * The URL that reports a click and leads on to `urlToTrack`. That may be any text: unlike the links
 * of `createLinks` these are not checked to be safe to redirect to.
 *
 * @param metadata anything JSON can hold; what comes back with the event
 * @param overrides settings that win over those of `config`
 * @throws LinkError `bad-input`, `bad-key`, `malformed-encoding` or `too-deep`
 */
export function getClickTrackingUrl(
  urlToTrack: string | null,
  metadata: Members | null,
  config: PytrackingConfig,
  overrides?: PytrackingConfig,
): string {
  const merged = { ...config, ...overrides };
  return link(merged.baseClickTrackingUrl, urlToTrack, metadata, merged);
}

function link(
  base: string | null | undefined,
  url: string | null,
  metadata: Members | null,
  config: PytrackingConfig,
): string {
  const token = encode(dumps(payload(url, metadata, config)), config);
  return urljoin(base ?? '', token) + (config.appendSlash ? '/' : '');
}

function payload(url: string | null, metadata: Members | null, config: PytrackingConfig): Members {
  const all = {
    ...(config.includeDefaultMetadata ? givenMetadata(config.defaultMetadata) : {}),
    ...givenMetadata(metadata),
  };
  return {
    ...(isTruthy(url) && { url }),
    ...(isTruthy(all) && { metadata: all }),
    ...(config.includeWebhookUrl && config.webhookUrl && { webhook: config.webhookUrl }),
  };
}

function encode(json: string, config: PytrackingConfig): string {
  const charset = findCharset(config.encoding ?? 'utf-8');
  const bytes = charset.encode(json);
  const { encryptionKey: keys, now = Date.now, randomBytes = systemRandomBytes } = config;
  const token = keys
    ? writeToken(bytes, createCiphers(keys), now(), randomBytes(16))
    : encodeBase64(bytes);
  // Python reads the token's ASCII bytes as text of this encoding.
  return charset.isAsciiSuperset ? token : charset.decode(new TextEncoder().encode(token));
}
