import { decodeBase64, encodeBase64Text } from '#base64';
import { readTime, readToken, writeToken } from '../fernet/token.ts';
import { LinkError } from '../link-error.ts';
import { dumps, isPlainObject } from '../python/dumps.ts';
import { readJson } from './json.ts';
import type { LinkContent } from './link.ts';

/** What a pytracking token has room for. */
export type PytrackingContent = Pick<LinkContent, 'url' | 'webhook' | 'metadata'>;

/** A link as pytracking 0.2.3 makes it: JSON in base64, or in Fernet where there are keys. */
export function writePytracking(
  { url, webhook, metadata }: PytrackingContent,
  keys: readonly string[],
  sentAtMs: number,
  randomBytes: (length: number) => Uint8Array,
): string {
  const isEmpty = isPlainObject(metadata) && Object.keys(metadata).length === 0;
  const json = dumps({
    url: url ?? undefined,
    metadata: isEmpty ? undefined : metadata,
    webhook: webhook ?? undefined,
  });
  // It is ASCII, as Python writes it.
  if (keys.length === 0) return encodeBase64Text(json);
  return writeToken(new TextEncoder().encode(json), keys, sentAtMs, randomBytes(16));
}

/** What a pytracking token said, and when it was made if it says so. */
export interface PytrackingLink {
  readonly content: PytrackingContent;
  readonly authentic: boolean;
  readonly sentAtMs: number | null;
}

/**
 * A token is taken for Fernet where it begins like one, so that links made before there were keys can
 * still be read. They are not authentic.
 *
 * @throws LinkError
 */
export function readPytracking(
  token: string,
  keys: readonly string[],
  nowMs: number,
): PytrackingLink {
  // The version of Fernet and the upper half of its time, zero until 2106.
  const isFernet = token.startsWith('gAAAA');
  const bytes = isFernet ? readToken(token, keys, nowMs, null) : decodeBase64(token);
  const sentAtMs = isFernet ? readTime(decodeBase64(token)) * 1000 : null;
  return { content: readContent(bytes), authentic: isFernet, sentAtMs };
}

function readContent(bytes: Uint8Array): PytrackingContent {
  const payload = readJson(decodeUtf8(bytes));
  if (!isPlainObject(payload)) throw wrongShape();
  const { url = null, webhook = null, metadata = {} } = payload;
  return { url: textOrNull(url), webhook: textOrNull(webhook), metadata };
}

function textOrNull(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  throw wrongShape();
}

function wrongShape(): LinkError {
  return new LinkError('wrong-shape', 'expected a token that holds a link');
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LinkError('malformed-encoding', 'expected UTF-8 inside the token', { cause });
  }
}
