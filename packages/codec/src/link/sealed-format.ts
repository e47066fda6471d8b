import { createTextCache } from '#text-cache';
import type { AesSiv } from '../aes-siv/aes-siv.ts';
import { LinkError } from '../link-error.ts';
import type { Link, LinkKind } from './link.ts';
import { createPayloadWriter, readPayload } from './payload.ts';
import { versionFor } from './payload-fields.ts';
import { tagBits, type SealingKey } from './sealing-key.ts';
import type { TokenFormat, TokenWriter } from './token-format.ts';
import { dictionaryBit, hostBit, readHeader, writeHeader } from './token-header.ts';
import { readTokenText, writeTokenText, type TokenAlphabet } from './token-text.ts';
import { hostOf } from './tracking-url.ts';

/** Settings with which sealed tokens are made and read. */
export interface SealedSettings {
  /** The first one seals, all unseal. */
  readonly keys: readonly SealingKey[];
  /** The first one is used, all are read with. */
  readonly dictionaries: readonly string[];
  readonly alphabet: TokenAlphabet;
}

const sealLength = 16;

/**
 * Sealed tokens: docs/sealed-tokens.md. Equal links have equal ones: AES-SIV needs no nonce, and nothing is
 * lost by one that repeats. Who sees two tokens can tell whether they say the same, and no more; the
 * send time makes that rare.
 */
export function createSealedFormat(settings: SealedSettings): TokenFormat {
  const { keys, dictionaries, alphabet } = settings;
  const [key] = keys;
  const [dictionary = ''] = dictionaries;
  const writePayload = createPayloadWriter(dictionary, createTextCache());
  return {
    createWriter: (kind, host) => (key ? createWriter(key, kind, host) : refuse),
    read: (token, host) => readSealed(token, host, settings),
  };

  function createWriter({ tag, boundTo }: SealingKey, kind: LinkKind, host: string): TokenWriter {
    const flags = (host ? hostBit : 0) | (dictionary ? dictionaryBit : 0) | tag;
    /** Seals by version. */
    const seals: Seal[] = [];
    return (content) => {
      const version = versionFor(content);
      const { header, siv } = (seals[version] ??= createSeal(version));
      // The payload becomes the token where it stands.
      const start = header.length + sealLength;
      const bytes = writePayload(content, version, start);
      bytes.set(header);
      siv.seal(bytes.subarray(start), bytes.subarray(header.length));
      return writeTokenText(bytes, alphabet);
    };

    function createSeal(version: number): Seal {
      const header = writeHeader(kind, version, flags);
      return { header, siv: boundTo(associatedData(header, host, dictionary)) };
    }
  }
}

/** Seal of tokens of one kind and version. */
interface Seal {
  readonly header: Uint8Array;
  readonly siv: AesSiv;
}

function refuse(): never {
  throw new TypeError('createLinks() needs a key of generateKey() to seal links');
}

/** Characters that some mail programs leave out at the end of a link; the first: none. */
const lostEnds = ['', '-', '_'];

/**
 * Spellings that a token may have had. Only one of whole groups of four characters in base64url may end so:
 * the last bits of a group that is not full are zero. A forged token is to be tried once.
 */
function spellings(token: string): readonly string[] {
  const mayHaveLostItsEnd = token.startsWith('s') && token.length % 4 === 0;
  return mayHaveLostItsEnd ? lostEnds.map((lost) => token + lost) : [token];
}

/** Reads a token, also one that has lost its last character: the seal decides whether it is valid. */
function readSealed(token: string, host: string, settings: SealedSettings): Link {
  let refusal: LinkError | undefined;
  for (const spelling of spellings(token)) {
    const bytes = readTokenText(spelling);
    const outcome = bytes && unseal(bytes, host, settings);
    if (outcome && !(outcome instanceof LinkError)) return outcome;
    refusal ??= outcome ?? undefined;
  }
  throw refusal ?? cut();
}

/** @throws LinkError where the sealed bytes are no link */
function unseal(
  bytes: Uint8Array,
  host: string,
  { keys, dictionaries }: SealedSettings,
): Link | LinkError {
  if (bytes.length < 2 + sealLength) return cut();
  const header = readHeader(bytes);
  if (!header) {
    return new LinkError('unknown-version', 'token was made by a later version of hitmark');
  }
  const { kind, version, flags } = header;
  const sealed = bytes.subarray(header.bytes.length);
  if (sealed.length < sealLength) return cut();
  const candidates = keys.filter(({ tag }) => tag === flags % 2 ** tagBits);
  if (candidates.length === 0) {
    return new LinkError(
      'unknown-key',
      'token was sealed with a key that is not in `keys`: add it',
    );
  }
  const isBound = (flags & hostBit) !== 0;
  const possible = (flags & dictionaryBit) === 0 ? [''] : dictionaries;
  if (possible.length === 0) {
    return new LinkError('unknown-dictionary', 'token needs the `dictionaries` of its sender');
  }
  for (const { id, boundTo } of candidates) {
    for (const dictionary of possible) {
      const siv = boundTo(associatedData(header.bytes, isBound ? hostOf(host) : '', dictionary));
      const payload = siv.unseal(sealed);
      if (payload) {
        const content = readPayload(payload, dictionary, version);
        return { ...content, kind, key: id, format: 'sealed', authentic: true };
      }
    }
  }
  return isBound
    ? new LinkError('wrong-host', 'token is bound to another host, or was changed')
    : new LinkError('bad-signature', 'token was changed, or sealed with another key of that id');
}

function cut(): LinkError {
  return new LinkError('malformed-token', 'token was cut or changed on its way');
}

function associatedData(header: Uint8Array, host: string, dictionary: string): string {
  let number = 0;
  for (const byte of header) number = number * 256 + byte;
  return JSON.stringify(['hitmark sealed 1', number, host, dictionary]);
}
