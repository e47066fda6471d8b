import { readJson, writeJson } from '../compact/json.ts';
import { readFlag, writeFlag } from '../compact/flag.ts';
import { malformed } from '../compact/malformed.ts';
import { RangeDecoder, RangeEncoder } from '../compact/range-coder.ts';
import { readText, writeText, type Reading, type Writing } from '../compact/text.ts';
import { LinkError } from '../link-error.ts';
import type { LinkContent } from './link.ts';

/** One part of a link, and how it is written where it is there. */
interface Field {
  readonly name: keyof LinkContent;
  /** What is read where it is not there. */
  readonly absent: unknown;
  /** How often it is there, in sixteenths: to say what is usual costs next to nothing. */
  readonly frequency: number;
  readonly form: Form;
}

interface Form {
  readonly write: (writing: Writing, value: never, name: string) => void;
  readonly read: (reading: Reading) => unknown;
}

const url: Form = {
  write: (writing, value: string) => writeText(writing, value, 'url'),
  read: (reading) => readText(reading, 'url'),
};

const json: Form = { write: writeJson, read: (reading) => readJson(reading) };

/** Unix seconds, which end in 2106. */
const time: Form = {
  write({ to }, ms: number, name) {
    const seconds = Math.floor(ms / 1000);
    if (!(seconds >= 0 && seconds < 2 ** 32)) {
      throw new RangeError(`expected ${name} to be a time from 1970 to 2106, in Unix ms`);
    }
    to.writeBits(seconds, 32);
  },
  read: ({ from }) => from.readBits(32) * 1000,
};

/** The only other value: that it is there says it all. */
function only(value: unknown): Form {
  return { write: () => {}, read: () => value };
}

const noTags: readonly string[] = Object.freeze([]);

/** In the order in which they are written. Part of the format. */
const fields: readonly Field[] = [
  { name: 'sentAtMs', absent: null, frequency: 14, form: time },
  { name: 'expiresAtMs', absent: null, frequency: 2, form: time },
  { name: 'url', absent: null, frequency: 12, form: url },
  { name: 'webhook', absent: null, frequency: 8, form: url },
  { name: 'metadata', absent: undefined, frequency: 16, form: json },
  { name: 'clickId', absent: false, frequency: 1, form: only(true) },
  { name: 'tracking', absent: 'full', frequency: 1, form: only('anonymous') },
  { name: 'site', absent: null, frequency: 4, form: json },
  { name: 'message', absent: null, frequency: 4, form: json },
  { name: 'position', absent: null, frequency: 1, form: json },
  { name: 'label', absent: null, frequency: 1, form: json },
  { name: 'tags', absent: noTags, frequency: 1, form: json },
];

/** How often a later version of the payload is expected: what it costs to leave room for one. */
const laterVersionFrequency = 1;

/**
 * What a token encrypts: the fields of a link, one after another, each said to be there or not.
 *
 * @param dictionary text that the link's texts may be copied from; the reader needs the same
 * @throws TypeError for metadata that is not JSON, RangeError for what is too large
 */
export function writePayload(link: LinkContent, dictionary: string): Uint8Array {
  const to = new RangeEncoder();
  const writing: Writing = { to, history: dictionary, members: 0 };
  writeFlag(to, false, laterVersionFrequency);
  for (const { name, absent, frequency, form } of fields) {
    const value = link[name];
    const isThere = value !== absent && !(name === 'tags' && link.tags.length === 0);
    writeFlag(to, isThere, frequency);
    if (isThere) form.write(writing, value as never, name);
  }
  return to.finish();
}

/** @throws LinkError `malformed-payload` or `unknown-version` */
export function readPayload(bytes: Uint8Array, dictionary: string): LinkContent {
  const from = new RangeDecoder(bytes);
  const reading: Reading = { from, history: dictionary, members: 0 };
  if (readFlag(from, laterVersionFrequency)) {
    throw new LinkError('unknown-version', 'expected a token of a version that is known here');
  }
  const link: Partial<Record<keyof LinkContent, unknown>> = {};
  for (const { name, absent, frequency, form } of fields) {
    link[name] = readFlag(from, frequency) ? form.read(reading) : absent;
  }
  if (!from.isComplete()) throw malformed();
  return link as LinkContent;
}
