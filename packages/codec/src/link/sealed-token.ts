import type { AesSiv } from '../aes-siv/aes-siv.ts';
import { LinkError } from '../link-error.ts';
import type { LinkContent, LinkKind } from './link.ts';
import { readPayload, type PayloadWriter } from './payload.ts';
import { tagBits, type SealingKey } from './sealing-key.ts';
import { readTokenText, writeTokenText, type TokenAlphabet } from './token-text.ts';
import { hostOf } from './tracking-url.ts';

/**
 * A sealed token:
 *
 * | part    | length      | what it is                                                           |
 * | ------- | ----------- | -------------------------------------------------------------------- |
 * | mark    | 1 character | `s`: the rest is base64url; `b`: it is base32                        |
 * | header  | 2 bytes     | 2 bits kind: open, click, unsubscribe, or a later version            |
 * |         |             | 1 bit bound to a host, 1 bit needs a dictionary                      |
 * |         |             | 12 bits that stand for the id of the key                             |
 * | tag     | 16 bytes    | AES-SIV's, of all the others and of host and dictionary, where bound |
 * | payload | the rest    | the parts of the link (payload.ts) in few bits (compact/), encrypted |
 *
 * Equal links have equal tokens: AES-SIV needs no nonce, and nothing is lost by one that repeats. Who
 * sees two tokens can tell whether they say the same, and no more; the send time makes that rare.
 *
 * @param host and `dictionary`: what tokens are bound to beside their kind and key; empty for nothing
 */
export function createSealer(
  kind: LinkKind,
  key: SealingKey,
  host: string,
  dictionary: string,
  alphabet: TokenAlphabet,
  writePayload: PayloadWriter,
): Sealer {
  const header =
    (kinds.indexOf(kind) << 14) | (host ? hostBit : 0) | (dictionary ? dictionaryBit : 0) | key.tag;
  const siv = sivFor(key, header, host, dictionary);
  return (content) => {
    // The payload becomes the token where it stands.
    const bytes = writePayload(content, minLength);
    bytes[0] = header >> 8;
    bytes[1] = header;
    siv.seal(bytes.subarray(minLength), bytes.subarray(headerLength));
    return writeTokenText(bytes, alphabet);
  };
}

/** Makes the tokens of links of one kind. */
export type Sealer = (content: Partial<LinkContent>) => string;

/** What a sealed token said. */
export interface UnsealedLink {
  readonly kind: LinkKind;
  readonly key: string;
  readonly content: LinkContent;
}

const kinds: readonly LinkKind[] = ['open', 'click', 'unsubscribe'];
const hostBit = 1 << 13;
const dictionaryBit = 1 << tagBits;
const headerLength = 2;
const minLength = headerLength + 16;

/**
 * What some mail programs leave out at the end of a link. In base64url a token of whole groups of four
 * characters may end so, and no other: the others have one spelling, and these three at most.
 */
const lostEnds = ['', '-', '_'];

/**
 * Reads a token, also one that lost its last character: whatever it is taken for, the seal decides.
 *
 * @param host that the token came to, or the URL
 * @throws LinkError `malformed-token`, `unknown-version`, `unknown-key`, `unknown-dictionary`,
 *   `wrong-host`, `bad-signature`, or one of readPayload
 */
export function unsealLink(
  token: string,
  keys: readonly SealingKey[],
  host: string,
  dictionaries: readonly string[],
): UnsealedLink {
  const spellings = lostEnds.flatMap((lost) => readTokenText(token + lost) ?? []);
  const [bytes] = spellings;
  if (!bytes || bytes.length < minLength)
    throw new LinkError('malformed-token', 'token was cut or changed on its way');
  const header = (bytes[0]! << 8) | bytes[1]!;
  const kind = kinds[header >> 14];
  if (!kind) throw new LinkError('unknown-version', 'token was made by a later version of hitmark');

  const candidates = keys.filter(({ tag }) => tag === header % 2 ** tagBits);
  if (candidates.length === 0) {
    throw new LinkError('unknown-key', 'token was sealed with a key that is not among `keys`');
  }
  const isBound = (header & hostBit) !== 0;
  const possible = (header & dictionaryBit) === 0 ? [''] : dictionaries;
  if (possible.length === 0)
    throw new LinkError('unknown-dictionary', 'token needs a dictionary, and there is none');

  for (const key of candidates) {
    for (const dictionary of possible) {
      const siv = sivFor(key, header, isBound ? hostOf(host) : '', dictionary);
      for (const spelling of spellings) {
        const payload = siv.unseal(spelling.subarray(headerLength));
        if (payload) return { kind, key: key.id, content: readPayload(payload, dictionary) };
      }
    }
  }
  if (isBound) throw new LinkError('wrong-host', 'token is bound to another host, or was changed');
  throw new LinkError('bad-signature', 'token was changed, or sealed with another key of that id');
}

function sivFor(key: SealingKey, header: number, host: string, dictionary: string): AesSiv {
  return key.boundTo(JSON.stringify(['hitmark sealed 1', header, host, dictionary]));
}
