import { createLinks, type LinksOptions, type ReadOptions } from '@hitmark/codec';
import { contextAfter, contextModel } from '../../../src/compact/context-model.ts';
import { writeSymbol } from '../../../src/compact/frequency-table.ts';
import { createRangeEncoder, type RangeEncoder } from '../../../src/compact/range-encoder.ts';
import { createTextWriter, type TextWriter } from '../../../src/compact/text-writer.ts';
import { decodeBase64url, encodeBase64url } from '../../../src/base64url.ts';
import { readSealingKey } from '../../../src/link/sealing-key.ts';
import { vectorBases, vectorKeys, vectorNow } from './settings.ts';

/** A link that has to be refused: by `createLinks(options).read(url, read)`. */
export interface RefusedCase {
  readonly name: string;
  readonly url: string;
  readonly options?: LinksOptions;
  /** Time of reading, where it differs from the time of making. */
  readonly now?: string;
  readonly read?: ReadOptions;
}

const target = 'https://www.example.com/autumn-sale/boots?color=blue#top';
const dictionary = 'https://shop.unheard-of-brand.example/collections/ loyalty_card_number';
const [key] = vectorKeys;

/** Links that are not read, each for one reason. Their codes are what the reader says of them. */
export function refusedCases(): readonly RefusedCase[] {
  const make = (options: LinksOptions = {}): string =>
    createLinks({
      ...vectorBases,
      keys: key,
      now: () => Date.parse(vectorNow),
      ...options,
    }).click(target, { id: 1 });
  const url = make();
  const bound = make({ bindHost: true });
  const inBase32 = make({ alphabet: 'base32' });
  const withDictionary = make({ dictionaries: [dictionary] });
  const expiring = make({ expiresInSeconds: 60 });
  return [
    ...changedBits(url),
    ...spellings(url, inBase32),
    ...payloads(),
    ...laterVersions(make({ recipientKey: 'id' })),
    { name: 'another kind: open', url, read: { kind: 'open' } },
    { name: 'another kind: unsubscribe', url, read: { kind: 'unsubscribe' } },
    { name: 'another host', url: bound, read: { host: 't.example.net' } },
    { name: 'another host: the one below', url: bound, read: { host: 'example.com' } },
    { name: 'another host: that of the URL', url: bound.replace('t.example.com', 'a.test') },
    { name: 'no host', url: bound.split('/').pop()! },
    { name: 'a host of none', url: bound, read: { host: '' } },
    { name: 'expired', url: expiring, now: '2026-11-22T09:31:00Z' },
    { name: 'expired long ago', url: expiring, now: '2036-11-22T09:31:00Z' },
    { name: 'no key', url, options: { keys: [] } },
    { name: 'another key', url, options: { keys: [vectorKeys[1]] } },
    {
      name: 'a key of the same id and another secret',
      url,
      options: { keys: [`hm1.k1.${vectorKeys[1].split('.')[2]}`] },
    },
    {
      name: 'a key of the same secret, whose id has the same tag',
      url,
      options: { keys: [key.replace('.k1.', '.jP.')] },
    },
    { name: 'no dictionary', url: withDictionary },
    {
      name: 'another dictionary',
      url: withDictionary,
      options: { dictionaries: [`${dictionary} `] },
    },
  ];
}

function bytesOf(url: string): Uint8Array {
  return Uint8Array.from(decodeBase64url(url.slice(url.lastIndexOf('/') + 2)) ?? []);
}

function urlOf(bytes: Uint8Array): string {
  return `${vectorBases.clickUrl}s${encodeBase64url(bytes)}`;
}

/** One bit in every byte of the token, and every bit of the header. */
function changedBits(url: string): readonly RefusedCase[] {
  const { length } = bytesOf(url);
  const bits = Array.from({ length: 16 + length - 2 }, (_, at) =>
    at < 16 ? at : 16 + (at - 16) * 8 + (at % 8),
  );
  return bits.map((bit) => {
    const bytes = bytesOf(url);
    bytes[bit >> 3]! ^= 0x80 >> (bit & 7);
    return { name: `bit ${bit} changed`, url: urlOf(bytes) };
  });
}

/** A token with a recipient is of version 2, as its third byte says. */
function laterVersions(url: string): readonly RefusedCase[] {
  const withThirdByte = (byte: number): string => {
    const bytes = bytesOf(url);
    bytes[2] = byte;
    return urlOf(bytes);
  };
  return [
    ...changedBits(url).map(({ name, url: changed }) => ({
      name: `version 2: ${name}`,
      url: changed,
    })),
    { name: 'version 2, of another kind', url, read: { kind: 'open' } },
    { name: 'version 0', url: withThirdByte(0x40) },
    { name: 'version 1, spelled like a later one', url: withThirdByte(0x41) },
    { name: 'version 3', url: withThirdByte(0x43) },
    { name: 'version 63', url: withThirdByte(0x7f) },
    { name: 'version 2 of no kind', url: withThirdByte(0xc2) },
    { name: 'version 2 with half of the seal', url: urlOf(bytesOf(url).subarray(0, 18)) },
  ];
}

function spellings(url: string, inBase32: string): readonly RefusedCase[] {
  const bytes = bytesOf(url);
  const last = url.at(-1)!;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return [
    { name: 'one byte less', url: urlOf(bytes.subarray(0, -1)) },
    { name: 'one byte more', url: urlOf(Uint8Array.from([...bytes, 0])) },
    { name: 'header alone', url: urlOf(bytes.subarray(0, 2)) },
    { name: 'header and half of the seal', url: urlOf(bytes.subarray(0, 10)) },
    { name: 'header and seal alone', url: urlOf(bytes.subarray(0, 18)) },
    { name: 'the mark alone', url: `${vectorBases.clickUrl}s` },
    { name: 'padded before its end', url: url.replace(/(?=.{4}$)/, '=') },
    { name: 'a character of no alphabet', url: url.replace('/c/s', '/c/s~') },
    {
      name: 'another spelling of the last byte',
      url: url.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1],
    },
    { name: 'the other alphabet named', url: url.replace('/c/s', '/c/b') },
    { name: 'base32 with a digit that it has not', url: inBase32.replace(/.$/, '1') },
    { name: 'base32 with a character more', url: `${inBase32}a` },
    { name: 'base32 with a letter that only looks alike', url: inBase32.replace('k', '\u212A') },
  ];
}

/** Payloads that no writer makes, under a seal that is right. */
function payloads(): readonly RefusedCase[] {
  return [
    payload('zeros at its end', Uint8Array.of(0)),
    payload('ones', new Uint8Array(40).fill(0xff)),
    payload(
      'any bytes',
      new Uint8Array(60).map((_, at) => at * 89 + 17),
    ),
    payload(
      'a byte more than it says',
      Uint8Array.from([...written((_, texts) => texts.write('{}', 'json')), 1]),
    ),
    payload(
      'metadata that is no JSON',
      written((_, texts) => texts.write('{"a":', 'json')),
    ),
    payload(
      'metadata that is too deep',
      written((_, texts) => texts.write('['.repeat(1000) + ']'.repeat(1000), 'json')),
    ),
    payload('a match that begins after its end', written(writeMatch(1))),
    payload('a text that is too long', written(writeMatch(2000))),
    payload('a match in an empty history', written(writeMatches(0, 4))),
    payload('a match that ends after what is there', written(writeMatches(1, 4))),
    payload('matches that unfold to 35,000 characters', written(writeMatches(35, 35, 1000))),
    payload(
      'a timestamp of a form that there is not',
      written((encoder) => {
        writeSymbol(encoder, contextModel.atStart.json, 138);
        encoder.encodeBits(3, 2);
        encoder.encodeBits(20_000, 16);
        writeSymbol(encoder, contextAfter(50), 128);
      }),
    ),
  ];
}

type WriteMetadata = (encoder: RangeEncoder, texts: TextWriter) => void;

/** A payload that holds metadata and nothing else. */
function written(writeMetadata: WriteMetadata): Uint8Array {
  const encoder = createRangeEncoder();
  const texts = createTextWriter(encoder);
  texts.begin('');
  for (const share of [14, 2, 12, 8]) encoder.encode(share, 16 - share, 4);
  encoder.encode(0, 15, 4);
  writeMetadata(encoder, texts);
  for (const share of [1, 1, 4, 4, 1, 1, 1, 1]) encoder.encode(share, 16 - share, 4);
  return encoder.finish(0);
}

/** A quotation mark, then a copy of 35 characters from behind where the text ends, again and again. */
function writeMatch(times: number): WriteMetadata {
  return (encoder) => {
    writeSymbol(encoder, contextModel.atStart.json, 34);
    let length = 1;
    for (let time = 0; time < times; time++) {
      writeSymbol(encoder, contextAfter(34), 133);
      const from = times === 1 ? 1 : Math.max(0, length - 35);
      encoder.encodeBits(from, 32 - Math.clz32(length));
      encoder.encodeBits(31, 5);
      length += Math.min(35, length - from);
    }
    writeSymbol(encoder, contextAfter(34), 128);
  };
}

/** Writes a number of quotation marks, then copies of the first of them. */
function writeMatches(literals: number, length: number, times = 1): WriteMetadata {
  return (encoder) => {
    const next = (at: number) => (at === 0 ? contextModel.atStart.json : contextAfter(34));
    for (let at = 0; at < literals; at++) writeSymbol(encoder, next(at), 34);
    for (let time = 0; time < times; time++) {
      const at = literals + time * length;
      writeSymbol(encoder, next(at), 133);
      encoder.encodeBits(0, 32 - Math.clz32(at));
      encoder.encodeBits(length - 4, 5);
    }
    writeSymbol(encoder, contextAfter(34), 128);
  };
}

function payload(name: string, bytes: Uint8Array): RefusedCase {
  const { tag, boundTo } = readSealingKey(key);
  const header = (1 << 14) | tag;
  const sealed = boundTo(JSON.stringify(['hitmark sealed 1', header, '', ''])).seal(bytes);
  return {
    name: `payload: ${name}`,
    url: urlOf(Uint8Array.from([header >> 8, header & 0xff, ...sealed])),
  };
}
