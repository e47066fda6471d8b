import { RangeDecoder, RangeEncoder } from '../compact/range-coder.ts';
import { readText, writeText, type Reading, type Writing } from '../compact/text.ts';
import { sealedError } from '../sealed-error.ts';
import { readJson, writeJson } from './json.ts';
import { contentNames, silence, type LinkContent } from './link.ts';

/** How a part of a link is written where it is there. */
interface Form {
  readonly write: (writing: Writing, value: never, name: string) => void;
  readonly read: (reading: Reading) => unknown;
}

function text(kind: 'url' | 'text'): Form {
  return {
    write: (writing, value: string) => writeText(writing, value, kind),
    read: (reading) => readText(reading, kind),
  };
}

const json: Form = {
  write: (writing, value) => writeText(writing, writeJson(value), 'json'),
  read: (reading) => readJson(readText(reading, 'json')),
};

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

/**
 * How often each part is there, in sixteenths, since to say what is usual costs next to nothing; and
 * its form. Part of the format, like the order of `silence`.
 */
const parts: Readonly<Record<keyof LinkContent, readonly [frequency: number, form: Form]>> = {
  sentAtMs: [14, time],
  expiresAtMs: [2, time],
  url: [12, text('url')],
  webhook: [8, text('url')],
  metadata: [15, json],
  clickId: [1, only(true)],
  tracking: [1, only('anonymous')],
  site: [4, text('text')],
  message: [4, text('text')],
  position: [1, json],
  label: [1, text('text')],
  tags: [1, json],
  webhookTimeoutMs: [1, json],
};

const frequencyBits = 4;

/**
 * What a token encrypts: the parts of a link, one after another, each said to be there or not.
 *
 * @param dictionary text that the link's texts may be copied from; the reader needs the same
 * @throws LinkError for metadata that is not JSON, RangeError for what is too large
 */
export function writePayload(link: Partial<LinkContent>, dictionary: string): Uint8Array {
  const to = new RangeEncoder();
  const writing: Writing = { to, history: dictionary };
  for (const name of contentNames) {
    const [frequency, form] = parts[name];
    const value = link[name] ?? silence[name];
    if (value === silence[name]) {
      to.write(frequency, 2 ** frequencyBits - frequency, frequencyBits);
    } else {
      to.write(0, frequency, frequencyBits);
      form.write(writing, value as never, name);
    }
  }
  return to.finish();
}

/** @throws LinkError `malformed-payload`, or one of readJson */
export function readPayload(bytes: Uint8Array, dictionary: string): LinkContent {
  const from = new RangeDecoder(bytes);
  const reading: Reading = { from, history: dictionary };
  const link: Partial<Record<keyof LinkContent, unknown>> = {};
  for (const name of contentNames) {
    const [frequency, form] = parts[name];
    if (from.part(frequencyBits) >= frequency) {
      from.narrow(frequency, 2 ** frequencyBits - frequency);
      link[name] = silence[name];
    } else {
      from.narrow(0, frequency);
      link[name] = form.read(reading);
    }
  }
  if (!from.isComplete()) throw sealedError('malformed-payload', 'a payload that ends here');
  return link as LinkContent;
}
