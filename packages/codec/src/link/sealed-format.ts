import { createTextCache } from '#text-cache';
import type { AesSiv } from '../aes-siv/aes-siv.ts';
import { LinkError } from '../link-error.ts';
import type { Link, LinkKind } from './link.ts';
import { createPayloadWriter, readPayload } from './payload.ts';
import { tagBits, type SealingKey } from './sealing-key.ts';
import type { TokenFormat } from './token-format.ts';
import { readTokenText, writeTokenText, type TokenAlphabet } from './token-text.ts';
import { hostOf } from './tracking-url.ts';

/** What sealed tokens are made and read with. */
export interface SealedSettings {
  /** The first one seals, all unseal. */
  readonly keys: readonly SealingKey[];
  /** The first one is used, all are read with. */
  readonly dictionaries: readonly string[];
  readonly alphabet: TokenAlphabet;
}

const kinds: readonly LinkKind[] = ['open', 'click', 'unsubscribe'];
const hostBit = 1 << 13;
const dictionaryBit = 1 << tagBits;
const headerLength = 2;
const minLength = headerLength + 16;

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
    createWriter(kind, host) {
      if (!key) {
        return () => {
          throw new TypeError('createLinks() needs a key of generateKey() to seal links');
        };
      }
      const flags = (host ? hostBit : 0) | (dictionary ? dictionaryBit : 0);
      const header = (kinds.indexOf(kind) << 14) | flags | key.tag;
      const siv = sivFor(key, header, host, dictionary);
      return (content) => {
        // The payload becomes the token where it stands.
        const bytes = writePayload(content, minLength);
        bytes[0] = header >> 8;
        bytes[1] = header;
        siv.seal(bytes.subarray(minLength), bytes.subarray(headerLength));
        return writeTokenText(bytes, alphabet);
      };
    },
    read: (token, host) => readSealed(token, host, settings),
  };
}

/**
 * What some mail programs leave out at the end of a link. In base64url a token of whole groups of four
 * characters may end so, and no other: the others have one spelling, and these three at most.
 */
const lostEnds = ['', '-', '_'];

/** Reads a token, also one that lost its last character: whatever it is taken for, the seal decides. */
function readSealed(token: string, host: string, { keys, dictionaries }: SealedSettings): Link {
  const spellings = lostEnds.flatMap((lost) => readTokenText(token + lost) ?? []);
  const [bytes] = spellings;
  if (!bytes || bytes.length < minLength) {
    throw new LinkError('malformed-token', 'token was cut or changed on its way');
  }
  const header = (bytes[0]! << 8) | bytes[1]!;
  const kind = kinds[header >> 14];
  if (!kind) {
    throw new LinkError('unknown-version', 'token was made by a later version of hitmark');
  }
  const candidates = keys.filter(({ tag }) => tag === header % 2 ** tagBits);
  if (candidates.length === 0) {
    throw new LinkError('unknown-key', 'token was sealed with a key that is not among `keys`');
  }
  const isBound = (header & hostBit) !== 0;
  const possible = (header & dictionaryBit) === 0 ? [''] : dictionaries;
  if (possible.length === 0) {
    throw new LinkError('unknown-dictionary', 'token needs a dictionary, and there is none');
  }
  for (const key of candidates) {
    for (const dictionary of possible) {
      const siv = sivFor(key, header, isBound ? hostOf(host) : '', dictionary);
      for (const spelling of spellings) {
        const payload = siv.unseal(spelling.subarray(headerLength));
        if (payload) {
          const content = readPayload(payload, dictionary);
          return { ...content, kind, key: key.id, format: 'sealed', authentic: true };
        }
      }
    }
  }
  if (isBound) throw new LinkError('wrong-host', 'token is bound to another host, or was changed');
  throw new LinkError('bad-signature', 'token was changed, or sealed with another key of that id');
}

function sivFor(key: SealingKey, header: number, host: string, dictionary: string): AesSiv {
  return key.boundTo(JSON.stringify(['hitmark sealed 1', header, host, dictionary]));
}
