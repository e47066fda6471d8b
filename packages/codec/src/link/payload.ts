import { RangeDecoder } from '../compact/range-decoder.ts';
import { finishChoices, writeBits, writeChoice } from '../compact/range-encoder.ts';
import { beginWriting, readText, writeText, type Reading } from '../compact/text.ts';
import { sealedError } from '../sealed-error.ts';
import { readJson, writeJson } from './json.ts';
import { silence, type LinkContent } from './link.ts';

/** How a part of a link is written where it is there. */
interface Form {
  readonly write: (value: never, name: string) => void;
  readonly read: (reading: Reading) => unknown;
}

function text(kind: 'url' | 'text'): Form {
  return {
    write(value: unknown, name) {
      if (typeof value !== 'string') throw new TypeError(`expected ${name} to be text`);
      writeText(value, kind);
    },
    read: (reading) => readText(reading, kind),
  };
}

/** What is written is JSON already. */
const json: Form = {
  write: (value) => writeText(value, 'json'),
  read: (reading) => readJson(readText(reading, 'json')),
};

/** Unix seconds, which end in 2106. */
const time: Form = {
  write(ms: number, name) {
    const seconds = Math.floor(ms / 1000);
    if (!(seconds >= 0 && seconds < 2 ** 32)) {
      throw new RangeError(`expected ${name} to be a time from 1970 to 2106, in Unix ms`);
    }
    writeBits(seconds, 32);
  },
  read: ({ from }) => from.readBits(32) * 1000,
};

/** The only other value: that it is there says it all. */
function only(value: unknown): Form {
  return { write() {}, read: () => value };
}

interface Part {
  readonly name: keyof LinkContent;
  /** How often it is there, in sixteenths: to say what is usual costs next to nothing. */
  readonly frequency: number;
  readonly form: Form;
  /** What is not written, since it is read where the link says nothing. */
  readonly silent: unknown;
}

function part(name: keyof LinkContent, form: Form, frequency = 1): Part {
  return { name, frequency, form, silent: silence[name] };
}

/** In the order in which they are written. Part of the format. */
const parts: readonly Part[] = [
  part('sentAtMs', time, 14),
  part('expiresAtMs', time, 2),
  part('url', text('url'), 12),
  part('webhook', text('url'), 8),
  part('metadata', json, 15),
  part('clickId', only(true)),
  part('tracking', only('anonymous')),
  part('site', text('text'), 4),
  part('message', text('text'), 4),
  part('position', json),
  part('label', text('text')),
  part('tags', json),
  part('webhookTimeoutMs', json),
];

const frequencyBits = 4;

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
  for (const { name, form, silent } of parts) {
    const value = link[name] ?? silent;
    values.push(value !== silent && form === json ? writeJson(value) : value);
  }
  beginWriting(dictionary);
  let index = 0;
  for (const { name, frequency, form, silent } of parts) {
    const value = values[index++];
    if (value === silent) {
      writeChoice(frequency, 2 ** frequencyBits - frequency, frequencyBits);
    } else {
      writeChoice(0, frequency, frequencyBits);
      form.write(value as never, name);
    }
  }
  return finishChoices();
}

/** @throws LinkError `malformed-payload`, or one of readJson */
export function readPayload(bytes: Uint8Array, dictionary: string): LinkContent {
  const from = new RangeDecoder(bytes);
  const reading: Reading = { from, history: dictionary };
  const link: Record<keyof LinkContent, unknown> = { ...silence };
  for (const { name, frequency, form } of parts) {
    if (from.part(frequencyBits) < frequency) {
      from.narrow(0, frequency);
      link[name] = form.read(reading);
    } else {
      from.narrow(frequency, 2 ** frequencyBits - frequency);
    }
  }
  if (!from.isComplete()) throw sealedError('malformed-payload', 'a payload as it is written');
  return link as LinkContent;
}
