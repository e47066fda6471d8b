import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LinkError,
  getClickTrackingResult,
  getClickTrackingUrl,
  getOpenTrackingPixel,
  getOpenTrackingResult,
  getOpenTrackingUrl,
  webhookBody,
  type Metadata,
  type PytrackingConfig,
} from '@hitmark/codec/pytracking';

const key = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';
const otherKey = 'c7kHXBTd1ZJzIpuLGvVpLqpRa2ywjIuZ6p-Z2Tk0iQk=';
const base = 'https://t.example.com/c/';
const nowMs = 1_763_802_600_000;

describe('links', () => {
  it.each([
    ['plain', {}],
    ['encrypted', { encryptionKey: key }],
    ['in UTF-16', { encoding: 'utf-16' }],
  ])('round-trip any metadata and any URL, %s', (_, settings) => {
    const config = { baseClickTrackingUrl: base, ...settings };
    fc.assert(
      fc.property(anyMetadata(), fc.string({ unit: 'binary', minLength: 1 }), (metadata, url) => {
        const result = getClickTrackingResult(getClickTrackingUrl(url, metadata, config), config);
        expect(result.trackedUrl).toBe(url);
        expect(result.metadata).toEqual(metadata);
      }),
    );
  });

  it('answer any token with a result or a LinkError, and leave prototypes alone', () => {
    const anyToken = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.json().map((json) => btoa(JSON.stringify(json))),
      anyJsonLike().map((json) => Buffer.from(json).toString('base64url')),
    );
    fc.assert(
      fc.property(anyToken, fc.option(fc.constant(key)), (token, encryptionKey) => {
        const error = failure(() => getOpenTrackingResult(token, { encryptionKey }));
        expect(error === null || error instanceof LinkError).toBe(true);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('carry __proto__ as a name like any other', () => {
    const metadata = JSON.parse('{"__proto__": {"polluted": 1}, "a": 2}') as Metadata;
    for (const more of [{}, { long: 'x'.repeat(1000) }]) {
      const url = getOpenTrackingUrl({ ...metadata, ...more }, {});
      const result = getOpenTrackingResult(url, {});
      expect(Object.keys(result.metadata).slice(0, 2)).toEqual(['__proto__', 'a']);
      expect(result.metadata['polluted']).toBeUndefined();
    }
  });

  it('read a payload the same, however long', () => {
    const texts = fc.oneof(fc.json({ stringUnit: 'binary' }), anyJsonLike());
    const read = (json: string) =>
      getOpenTrackingResult(Buffer.from(`{"metadata": [["value", ${json}]]}`).toString('base64'), {
        now: () => nowMs,
      });
    fc.assert(
      fc.property(texts, (json) => {
        expect(outcome(() => read(`${' '.repeat(1000)}${json}`))).toEqual(
          outcome(() => read(json)),
        );
      }),
      { numRuns: 1000, examples: [[JSON.stringify('\\" \\')]] },
    );
  });

  it('carry a bigint as an int of any size', () => {
    const url = getOpenTrackingUrl({ id: 2n ** 70n }, {});
    expect(atob(url)).toBe('{"metadata": {"id": 1180591620717411303424}}');
  });

  it('write a number as an int where JSON.stringify has only digits', () => {
    const url = getOpenTrackingUrl({ n: [1e20, 1e21, -1e20, -1e21] }, {});
    expect(atob(url)).toContain('[100000000000000000000, 1e+21, -100000000000000000000, -1e+21]');
  });

  it('leave out members that are undefined', () => {
    expect(atob(getOpenTrackingUrl({ a: undefined, b: 1 }, {}))).toBe('{"metadata": {"b": 1}}');
  });

  it.each([
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['a function', () => {}],
    ['undefined in a list', [undefined]],
    ['an instance of a class', new URL(base)],
  ])('refuse %s in metadata', (_, value) => {
    const error = failure(() => getOpenTrackingUrl({ value }, {}));
    expect(error).toMatchObject({ code: 'bad-input' });
  });

  it.each([Number.NaN, new Map(), new Date(0)])('refuse %s for metadata', (value) => {
    const error = failure(() => getOpenTrackingUrl(value as never, {}));
    expect(error).toMatchObject({ code: 'bad-input' });
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('take 990 levels of %s and refuse the 991st, in both directions', (_, open, close) => {
    const nested = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
    // The object around the metadata and the metadata itself are two levels.
    const token = (levels: number) => btoa(`{"metadata": {"a": ${nested(levels - 2)}}}`);
    const metadata = (levels: number) => ({ a: JSON.parse(nested(levels - 2)) as unknown });
    expect(getOpenTrackingResult(token(990), {}).metadata).toEqual(metadata(990));
    expect(getOpenTrackingUrl(metadata(990), {})).toMatch(/^eyJ/);
    const refusals = [
      failure(() => getOpenTrackingResult(token(991), {})),
      failure(() => getOpenTrackingUrl(metadata(991), {})),
    ];
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'too-deep' });
    }
  });

  it.each(['[', '{"a":'])('refuse a million of %s without overflowing the stack', (open) => {
    const error = failure(() => getOpenTrackingResult(btoa(open.repeat(1e6)), {}));
    expect(error).toMatchObject({ code: 'too-deep' });
  });

  it('refuse metadata that contains itself', () => {
    const metadata: Record<string, unknown> = {};
    metadata['self'] = metadata;
    const error = failure(() => getOpenTrackingUrl(metadata, {}));
    expect(error).toMatchObject({ code: 'too-deep' });
  });

  it('never repeat the token in an error', () => {
    const secret = btoa('{"metadata": {"email": "someone@example.com"');
    const error = failure(() => getOpenTrackingResult(secret, {}));
    expect(error).toMatchObject({ code: 'malformed-json' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('someone');
  });
});

describe('settings', () => {
  it('given with the call win over those of the configuration', () => {
    const config = { baseOpenTrackingUrl: 'https://a.example/', appendSlash: true };
    const overrides = { baseOpenTrackingUrl: 'https://b.example/', appendSlash: null };
    expect(getOpenTrackingUrl(null, config, overrides)).toBe('https://b.example/e30=');
  });

  it('are not changed by a call', () => {
    const config = Object.freeze({ defaultMetadata: Object.freeze({ a: 1 }), appendSlash: false });
    const url = getOpenTrackingUrl({ a: 2 }, config, { appendSlash: true });
    expect(url).toMatch(/\/$/);
    expect(config).toEqual({ defaultMetadata: { a: 1 }, appendSlash: false });
  });

  it('take the clock and the randomness, so that a link can be made again', () => {
    const config: PytrackingConfig = {
      encryptionKey: key,
      now: () => nowMs,
      randomBytes: (length) => new Uint8Array(length).fill(7),
    };
    const url = getOpenTrackingUrl({ id: 7 }, config);
    expect(getOpenTrackingUrl({ id: 7 }, config)).toBe(url);
    expect(getOpenTrackingResult(url, config).timestamp).toBe(nowMs / 1000);
  });

  it('without them use the platform: no two links are the same', () => {
    const config = { encryptionKey: key };
    const links = Array.from({ length: 1000 }, () => getOpenTrackingUrl({ id: 7 }, config));
    expect(new Set(links).size).toBe(1000);
    expect(getOpenTrackingResult(links[0] ?? '', config).timestamp).toBeCloseTo(
      Date.now() / 1000,
      -1,
    );
  });
});

describe('keys', () => {
  const [made, read] = [
    (encryptionKey: string | string[]) => getOpenTrackingUrl({ id: 7 }, { encryptionKey }),
    (token: string, encryptionKey: string | string[]) =>
      getOpenTrackingResult(token, { encryptionKey }).metadata,
  ];

  it('rotate: the first encrypts, all decrypt', () => {
    const token = made([otherKey, key]);
    expect(read(token, otherKey)).toEqual({ id: 7 });
    expect(read(made(key), [otherKey, key])).toEqual({ id: 7 });
    expect(failure(() => read(token, key))).toMatchObject({ code: 'bad-signature' });
  });

  it('that are retired read nothing any more', () => {
    expect(failure(() => read(made(key), [otherKey]))).toMatchObject({ code: 'bad-signature' });
  });

  it('may not be an empty list: links would go out unencrypted', () => {
    expect(failure(() => made([]))).toMatchObject({ code: 'bad-key' });
    expect(failure(() => made([key, '']))).toMatchObject({ code: 'bad-key' });
  });
});

describe('maxAgeSeconds', () => {
  const token = getOpenTrackingUrl({ id: 7 }, { encryptionKey: key, now: () => nowMs });
  const read = (ageSeconds: number, maxAgeSeconds?: number) =>
    getOpenTrackingResult(token, {
      encryptionKey: key,
      now: () => nowMs + ageSeconds * 1000,
      maxAgeSeconds,
    }).metadata;

  it('refuses a token that is older', () => {
    expect(read(3600, 3600)).toEqual({ id: 7 });
    expect(failure(() => read(3601, 3600))).toMatchObject({ code: 'expired' });
  });

  it('refuses a token from the future, but for a minute of clock skew', () => {
    expect(read(-60, 3600)).toEqual({ id: 7 });
    expect(failure(() => read(-61, 3600))).toMatchObject({ code: 'not-yet-valid' });
  });

  it('is not there by default', () => {
    expect(read(1e9)).toEqual({ id: 7 });
    expect(read(-1e9)).toEqual({ id: 7 });
  });
});

describe('webhookBody', () => {
  it('is ASCII whatever the metadata', () => {
    fc.assert(
      fc.property(anyMetadata(), (metadata) => {
        const result = { ...getOpenTrackingResult('e30=', {}), metadata };
        expect(webhookBody(result)).toMatch(/^[ -~]*$/);
        expect(JSON.parse(webhookBody(result))).toMatchObject({ is_open_tracking: true, metadata });
      }),
    );
  });
});

describe('getOpenTrackingPixel', () => {
  it('is a PNG of 68 bytes', () => {
    const [bytes, mediaType] = getOpenTrackingPixel();
    expect(mediaType).toBe('image/png');
    expect(bytes).toHaveLength(68);
    expect(Buffer.from(bytes.subarray(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1A\n');
  });
});

function anyMetadata(): fc.Arbitrary<Metadata> {
  // -0 is written -0.0 and read as such.
  const value = fc.jsonValue({ stringUnit: 'binary' });
  return fc.dictionary(fc.string({ unit: 'binary' }), value);
}

/** Texts that are nearly what Python reads as JSON. */
function anyJsonLike(): fc.Arbitrary<string> {
  const parts = ['{', '}', '[', ']', ',', ':', '"metadata"', '"a', '"', '\\', '1', '-', '.5', 'e9'];
  const more = ['NaN', '-Infinity', 'true', 'null', ' ', '"__proto__"', '\\ud800', '[["a",1]]'];
  const text = fc.array(fc.constantFrom(...parts, ...more), { maxLength: 12 });
  return text.map((texts) => `{"metadata": ${texts.join('')}}`);
}

function outcome(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return String(error);
  }
}

function failure(attempt: () => unknown): unknown {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  return null;
}
