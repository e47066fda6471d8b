import { RangeDecoder } from '../compact/range-decoder.ts';
import { createRangeEncoder } from '../compact/range-encoder.ts';
import type { TextCache } from '../compact/text-cache.ts';
import { createTextReader } from '../compact/text-reader.ts';
import { createTextWriter } from '../compact/text-writer.ts';
import { LinkError } from '../link-error.ts';
import { readJson, writeJson } from '../json.ts';
import { linkDefaults, type LinkContent } from './link.ts';
import { payloadVersions, shareBits, type PayloadField } from './payload-fields.ts';

/**
 * Writes a payload, what a token encrypts: the fields of a link, each said to be there or not.
 *
 * @param version number of the payload's version, which decides its fields
 * @param room number of bytes that are left free before it
 * @throws LinkError for metadata that is not JSON, RangeError where it is too large
 */
export type PayloadWriter = (
  link: Partial<LinkContent>,
  version?: number,
  room?: number,
) => Uint8Array;

/** @param dictionary text that the link's texts may be copied from; the reader needs the same */
export function createPayloadWriter(dictionary: string, cache?: TextCache): PayloadWriter {
  const encoder = createRangeEncoder();
  const texts = createTextWriter(encoder, cache);
  return (link, version = 1, room = 0) => {
    const fields = payloadVersions[version - 1]!;
    // First of all: metadata may have members that make links themselves.
    const values: unknown[] = [];
    for (const { name, form } of fields) {
      const value = link[name] ?? linkDefaults[name];
      values.push(value !== linkDefaults[name] && form === 'json' ? writeJson(value) : value);
    }
    encoder.count = 0;
    texts.begin(dictionary);
    let at = 0;
    for (const field of fields) {
      const value = values[at++];
      if (value === linkDefaults[field.name]) {
        encoder.encode(field.share, 2 ** shareBits - field.share, shareBits);
      } else {
        encoder.encode(0, field.share, shareBits);
        writeValue(field, value);
      }
    }
    return encoder.finish(room);
  };

  function writeValue({ name, form }: PayloadField, value: unknown): void {
    if (form === 'time') encoder.encodeBits(toSeconds(value, name), 32);
    else if (form !== 'flag') {
      if (typeof value !== 'string') throw new TypeError(`expected ${name} to be text`);
      texts.write(value, form);
    }
  }
}

/** Unix seconds, which end in 2106. */
function toSeconds(ms: unknown, name: string): number {
  const seconds = Math.floor(Number(ms) / 1000);
  if (seconds >= 0 && seconds < 2 ** 32) return seconds;
  throw new RangeError(`expected ${name} to be a time from 1970 to 2106, in Unix ms`);
}

/** @throws LinkError `malformed-payload`, or one of readJson */
export function readPayload(bytes: Uint8Array, dictionary: string, version = 1): LinkContent {
  const decoder = new RangeDecoder(bytes);
  const readText = createTextReader(decoder, dictionary);
  const link: Record<keyof LinkContent, unknown> = { ...linkDefaults };
  for (const field of payloadVersions[version - 1]!) {
    const { name, share } = field;
    if (decoder.look(shareBits) < share) {
      decoder.take(0, share);
      link[name] = readValue(field, decoder, readText);
    } else {
      decoder.take(share, 2 ** shareBits - share);
    }
  }
  if (!decoder.isComplete()) {
    throw new LinkError('malformed-payload', 'token holds more or less than it says');
  }
  return link as LinkContent;
}

function readValue(
  { form, value }: PayloadField,
  decoder: RangeDecoder,
  readText: ReturnType<typeof createTextReader>,
): unknown {
  if (form === 'time') return decoder.decodeBits(32) * 1000;
  if (form === 'flag') return value;
  const text = readText(form);
  return form === 'json' ? readJson(text) : text;
}
