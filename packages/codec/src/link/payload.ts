import { RangeDecoder } from '../compact/range-decoder.ts';
import { finishChoices, writeBits, writeChoice } from '../compact/range-encoder.ts';
import { beginWriting, readText, writeText, type Reading } from '../compact/text.ts';
import { LinkError } from '../link-error.ts';
import { readJson, writeJson } from './json.ts';
import { silence, type LinkContent } from './link.ts';
import { payloadFields, shareBits, type PayloadField } from './payload-fields.ts';

/**
 * What a token encrypts: the parts of a link, one after another, each said to be there or not.
 *
 * @param dictionary text that the link's texts may be copied from; the reader needs the same
 * @returns bytes that are overwritten by those of the next link
 * @throws LinkError for metadata that is not JSON, RangeError for what is too large
 */
export function writePayload(link: Partial<LinkContent>, dictionary: string): Uint8Array {
  const values: unknown[] = [];
  // First of all: metadata may have members that make links themselves.
  for (const { name, form } of payloadFields) {
    const value = link[name] ?? silence[name];
    values.push(value !== silence[name] && form === 'json' ? writeJson(value) : value);
  }
  beginWriting(dictionary);
  let index = 0;
  for (const field of payloadFields) {
    const value = values[index++];
    if (value === silence[field.name]) {
      writeChoice(field.share, 2 ** shareBits - field.share, shareBits);
    } else {
      writeChoice(0, field.share, shareBits);
      writeValue(field, value);
    }
  }
  return finishChoices();
}

function writeValue({ name, form }: PayloadField, value: unknown): void {
  if (form === 'time') writeBits(toSeconds(value, name), 32);
  else if (form !== 'flag') {
    if (typeof value !== 'string') throw new TypeError(`expected ${name} to be text`);
    writeText(value, form);
  }
}

/** Unix seconds, which end in 2106. */
function toSeconds(ms: unknown, name: string): number {
  const seconds = Math.floor(Number(ms) / 1000);
  if (seconds >= 0 && seconds < 2 ** 32) return seconds;
  throw new RangeError(`expected ${name} to be a time from 1970 to 2106, in Unix ms`);
}

/** @throws LinkError `malformed-payload`, or one of readJson */
export function readPayload(bytes: Uint8Array, dictionary: string): LinkContent {
  const from = new RangeDecoder(bytes);
  const reading: Reading = { from, history: dictionary };
  const link: Record<keyof LinkContent, unknown> = { ...silence };
  for (const field of payloadFields) {
    const { name, share } = field;
    if (from.part(shareBits) < share) {
      from.narrow(0, share);
      link[name] = readValue(field, reading);
    } else {
      from.narrow(share, 2 ** shareBits - share);
    }
  }
  if (!from.isComplete()) {
    throw new LinkError('malformed-payload', 'token holds more or less than it says');
  }
  return link as LinkContent;
}

function readValue({ form, value }: PayloadField, reading: Reading): unknown {
  if (form === 'time') return reading.from.readBits(32) * 1000;
  if (form === 'flag') return value;
  const text = readText(reading, form);
  return form === 'json' ? readJson(text) : text;
}
