import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/event/index.ts';
import { sampleEvent } from './sample-event.ts';

describe('serializeEvent', () => {
  it('leaves out what is null, and what holds nothing else', () => {
    expect(JSON.parse(serializeEvent(sampleEvent()))).toEqual({
      v: 1,
      id: '0195b1a4-0000-7000-8000-000000000000',
      type: 'pageview',
      time: '2026-11-22T09:30:00.123Z',
      weight: 1,
      actor: 'human',
      consent: 'unset',
    });
  });

  it('leaves out nulls beside values', () => {
    const campaign = { ...sampleEvent().campaign, source: 'news' };
    const text = serializeEvent(sampleEvent({ campaign }));
    expect(JSON.parse(text)).toMatchObject({ campaign: { source: 'news' } });
    expect(text).not.toContain('null');
  });

  it('keeps a list as it is, unless it is empty', () => {
    const text = serializeEvent(sampleEvent({ actor: 'machine', actor_reasons: ['bot'] }));
    expect(JSON.parse(text)).toMatchObject({ actor_reasons: ['bot'] });
    expect(serializeEvent(sampleEvent({ actor_reasons: [] }))).not.toContain('actor_reasons');
  });

  it('keeps zero and empty text', () => {
    const engagement = { ms: 0, scroll: null };
    const text = serializeEvent(sampleEvent({ engagement, title: '' }));
    expect(JSON.parse(text)).toMatchObject({ engagement: { ms: 0 }, title: '' });
  });

  it('keeps data as it was passed on, nulls and empty lists too', () => {
    const data = { coupon: null, items: [], nested: { empty: {} } };
    expect(JSON.parse(serializeEvent(sampleEvent({ data })))).toMatchObject({ data });
  });

  it('keeps data of any name and text, on one line', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anyText(), { minKeys: 1 }), (data) => {
        const text = serializeEvent(sampleEvent({ data }));
        expect((JSON.parse(text) as { data: unknown }).data).toEqual({ ...data });
        expect(text).not.toContain('\n');
      }),
    );
  });

  it('writes any event as JSON.stringify writes it without its empty members', () => {
    const texts = fc.array(fc.oneof(anyText(), fc.string(), fc.constant(null)), {
      minLength: 40,
      maxLength: 40,
    });
    fc.assert(
      fc.property(texts, (values) => {
        let next = 0;
        const event = mapTexts(sampleEvent(full), () => values[next++] ?? null);
        expect(serializeEvent(event)).toBe(JSON.stringify(withoutEmpty(event)));
      }),
    );
  });

  it.each(['"', '\\', '\n', '\u0000', '\ud800'])(
    'escapes %j in whatever text it stands',
    (special) => {
      let count = 0;
      mapTexts(sampleEvent(full), () => {
        count += 1;
        return 'a';
      });
      for (let chosen = 0; chosen < count; chosen += 1) {
        let place = 0;
        const event = mapTexts(sampleEvent(full), () => (place++ === chosen ? `a${special}` : 'a'));
        expect(serializeEvent(event)).toBe(JSON.stringify(withoutEmpty(event)));
      }
    },
  );
});

const full = {
  link: { url: '', position: 3, label: null, tags: [] },
  token: { format: 'sealed', key: null, authentic: true },
  engagement: { ms: 7, scroll: 9 },
} as const;

/** Puts other texts in the place of texts and nulls. */
function mapTexts<Value>(value: Value, put: () => string | null): Value {
  if (value === null || typeof value === 'string') return put() as Value;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const members = Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, put)]);
  return Object.fromEntries(members) as Value;
}

/** The slow reference. */
function withoutEmpty(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value ?? undefined;
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  const members = Object.entries(value)
    .map(([name, inner]) => [name, withoutEmpty(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** Any UTF-16 code units, lone surrogates too. */
function anyText(): fc.Arbitrary<string> {
  return fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));
}
