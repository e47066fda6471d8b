import { isPlainObject, readJson } from '../json.ts';
import { LinkError } from '../link-error.ts';
import { linkDefaults, type Link, type LinkContent } from '../link/link.ts';
import type { TokenFormat } from '../link/token-format.ts';
import { createCiphers } from './fernet/key.ts';
import { readTime, readToken, writeToken } from './fernet/token.ts';
import { decodeBase64, encodeBase64 } from './python/base64.ts';
import { dumps } from './python/dumps.ts';

/** Settings with which tokens of pytracking are made and read. */
export interface PytrackingSettings {
  /** Fernet keys; without one tokens are plain base64. */
  readonly keys: readonly string[];
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** All that a token of pytracking has no room for. */
const noRoom = (Object.keys(linkDefaults) as (keyof LinkContent)[]).filter(
  (name) => !['url', 'webhook', 'metadata', 'sentAtMs'].includes(name),
);

/**
 * Tokens as pytracking 0.2.3 makes and reads them: JSON in base64, or in Fernet where there are keys.
 *
 * @throws LinkError `bad-key`, or `bad-input` for a key beyond ASCII
 */
export function createPytrackingFormat({
  keys,
  now,
  randomBytes,
}: PytrackingSettings): TokenFormat {
  const ciphers = keys.length > 0 ? createCiphers(keys) : null;
  const utf8 = new TextEncoder();
  return {
    createWriter: () => (content) => {
      refuseOthers(content);
      const bytes = utf8.encode(payloadOf(content));
      if (!ciphers) return encodeBase64(bytes);
      return writeToken(bytes, ciphers, content.sentAtMs ?? now(), randomBytes(16));
    },
    read(token) {
      // The version of Fernet and the upper half of its time, zero until 2106. Links that were made before
      // there were keys can still be read.
      if (!token.startsWith('gAAAA')) return readContent(decodeBase64(token));
      const bytes = readToken(token, ciphers ?? createCiphers(keys), now(), null);
      const sentAtMs = readTime(decodeBase64(token)) * 1000;
      return { ...readContent(bytes), authentic: true, sentAtMs };
    },
  };
}

function refuseOthers(content: LinkContent): void {
  for (const name of noRoom) {
    if (content[name] === linkDefaults[name]) continue;
    const option = name === 'expiresAtMs' ? 'expiresInSeconds' : name;
    throw new TypeError(`pytracking links have no room for \`${option}\`; sealed links have`);
  }
}

function payloadOf({ url, metadata, webhook }: LinkContent): string {
  const isEmpty = isPlainObject(metadata) && Object.keys(metadata).length === 0;
  return dumps({
    url: url ?? undefined,
    metadata: isEmpty ? undefined : metadata,
    webhook: webhook ?? undefined,
  });
}

function readContent(bytes: Uint8Array): Link {
  const payload = readJson(decodeUtf8(bytes));
  if (!isPlainObject(payload)) throw wrongShape();
  const { url = null, webhook = null, metadata = {} } = payload;
  return {
    ...linkDefaults,
    // They do not say what they are for, but only those of clicks hold a URL.
    kind: url === null ? 'open' : 'click',
    url: textOrNull(url),
    webhook: textOrNull(webhook),
    metadata,
    key: null,
    format: 'pytracking',
    authentic: false,
  };
}

function textOrNull(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  throw wrongShape();
}

function wrongShape(): LinkError {
  return new LinkError('wrong-shape', 'token holds JSON that is no link');
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LinkError('malformed-encoding', 'token holds no UTF-8', { cause });
  }
}
