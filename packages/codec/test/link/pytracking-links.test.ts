import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinks, type JsonValue, type LinksOptions } from '@hitmark/codec';
import {
  getClickTrackingResult,
  getClickTrackingUrl,
  getOpenTrackingResult,
  getOpenTrackingUrl,
  type PytrackingConfig,
} from '@hitmark/codec/pytracking';
import { codeOf } from './code-of.ts';

const nowMs = Date.parse('2026-11-22T09:30:00.789Z');
const now = () => nowMs;
const randomBytes = (length: number) => new Uint8Array(length).fill(7);
const fernetKey = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';
const sealingKey = 'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const target = 'https://www.example.com/a?b=ü';
const metadata = { customer_id: 1, name: 'Zoë' };

const config: PytrackingConfig = {
  baseOpenTrackingUrl: 'https://t.example.com/o/',
  baseClickTrackingUrl: 'https://t.example.com/c/',
  webhookUrl: 'https://hooks.example.com/',
  includeWebhookUrl: true,
  now,
  randomBytes,
};
const options: LinksOptions = {
  openUrl: 'https://t.example.com/o/',
  clickUrl: 'https://t.example.com/c/',
  unsubscribeUrl: 'https://t.example.com/u/',
  webhookUrl: 'https://hooks.example.com/',
  format: 'pytracking',
  now,
  randomBytes,
};

describe.each([
  ['plain', undefined],
  ['encrypted', fernetKey],
])('a %s pytracking link', (_, encryptionKey) => {
  const links = createLinks({ ...options, keys: encryptionKey });
  const python = { ...config, encryptionKey };

  it('is the one that pytracking makes', () => {
    expect(links.click(target, metadata)).toBe(getClickTrackingUrl(target, metadata, python));
    expect(links.open(metadata)).toBe(getOpenTrackingUrl(metadata, python));
    expect(links.open()).toBe(getOpenTrackingUrl(null, python));
  });

  it('is read as pytracking reads it', () => {
    const click = getClickTrackingUrl(target, metadata, python);
    const open = getOpenTrackingUrl(metadata, python);
    const asPython = getClickTrackingResult(click, python);
    expect(links.read(click)).toEqual({
      kind: 'click',
      url: asPython.trackedUrl,
      metadata: asPython.metadata,
      webhook: asPython.webhookUrl,
      webhookTimeoutMs: null,
      sentAtMs: encryptionKey ? Date.parse('2026-11-22T09:30:00Z') : null,
      expiresAtMs: null,
      key: null,
      format: 'pytracking',
      authentic: encryptionKey !== undefined,
      tracking: 'full',
      clickId: false,
      site: null,
      message: null,
      recipient: null,
      position: null,
      label: null,
      tags: [],
    });
    expect(links.read(`${open}/`)).toMatchObject({
      kind: 'open',
      metadata: getOpenTrackingResult(open, python).metadata,
    });
  });

  it('is read beside sealed ones, whatever is made', () => {
    const keys = [sealingKey, ...(encryptionKey ? [encryptionKey] : [])];
    const sealing = createLinks({ ...options, format: 'sealed', keys });
    expect(sealing.read(links.click(target, metadata))).toMatchObject({ url: target, metadata });
    expect(createLinks({ ...options, keys }).read(sealing.open(metadata)).format).toBe('sealed');
  });

  it('brings back any metadata', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (some) => {
        const generous = createLinks({ ...options, keys: encryptionKey, maxUrlLength: 100_000 });
        expect(generous.read(generous.open(some as JsonValue)).metadata).toEqual(some);
      }),
    );
  });

  it('is of its kind, as far as it says so', () => {
    expect(codeOf(() => links.read(links.open(metadata), { kind: 'click' }))).toBe('wrong-kind');
    expect(codeOf(() => links.read(links.click(target), { kind: 'open' }))).toBe('wrong-kind');
    expect(codeOf(() => links.read(links.open(), { kind: 'unsubscribe' }))).toBe('wrong-kind');
  });

  it.each([
    ['expiresInSeconds', { expiresInSeconds: 5 }],
    ['clickId', { clickId: true }],
    ['tracking', { tracking: 'anonymous' }],
    ['message', { message: 'm' }],
    ['recipient', { recipient: 'c-17' }],
    ['position', { position: 0 }],
    ['label', { label: 'l' }],
    ['tags', { tags: ['t'] }],
  ] as const)('does not drop %s unseen', (name, link) => {
    expect(() => links.click(target, {}, link)).toThrow(
      `pytracking links have no room for \`${name}\``,
    );
  });

  it('takes what says nothing', () => {
    const said = { clickId: false, tracking: 'full', message: null, tags: [] } as const;
    expect(links.read(links.click(target, {}, said)).url).toBe(target);
  });

  it('refuses a target that is not to be redirected to', () => {
    expect(codeOf(() => links.click('javascript:alert(1)'))).toBe('forbidden-scheme');
  });
});

describe('links in the format of pytracking', () => {
  it('have the recipient that their metadata names, where it is read with its key', () => {
    const links = createLinks({ ...options, recipientKey: 'customer_id' });
    const url = links.open({ customer_id: 17 });
    expect(url).toBe(createLinks(options).open({ customer_id: 17 }));
    expect(links.read(url).recipient).toBe('17');
    expect(createLinks(options).read(url).recipient).toBeNull();
  });

  it('are sealed all the same where they unsubscribe, which pytracking has not', () => {
    const links = createLinks({ ...options, keys: [fernetKey, sealingKey] });
    expect(links.read(links.unsubscribe({ id: 1 }))).toMatchObject({ format: 'sealed' });
    expect(() => createLinks({ ...options, keys: fernetKey }).unsubscribe()).toThrow(TypeError);
  });

  it('are made with a base that has no final slash, which pytracking would cut off', () => {
    const links = createLinks({ ...options, clickUrl: 'https://t.example.com/c' });
    expect(links.click(target)).toMatch(/^https:\/\/t\.example\.com\/c\/ey/);
  });

  it('are not read when encrypted under another key, or changed', () => {
    const links = createLinks({ ...options, keys: fernetKey });
    const other = createLinks({ ...options, keys: fernetKey.replace('cw', 'dw') });
    const url = links.open(metadata);
    expect(codeOf(() => other.read(url))).toBe('bad-signature');
    const changed = url.slice(0, 60) + (url[60] === 'A' ? 'B' : 'A') + url.slice(61);
    expect(codeOf(() => links.read(changed))).toBe('bad-signature');
    expect(codeOf(() => createLinks(options).read(url))).toBe('bad-key');
  });

  const token = (json: string) => btoa(String.fromCharCode(...new TextEncoder().encode(json)));

  it.each([
    ['no JSON', token('{'), 'malformed-json'],
    ['a list', token('[]'), 'wrong-shape'],
    ['a URL that is none', token('{"url": 1}'), 'wrong-shape'],
    ['a webhook that is none', token('{"webhook": {}}'), 'wrong-shape'],
    ['lists without end', token(`{"metadata":${'['.repeat(5000)}`), 'too-deep'],
    ['half a group', 'eyJ1c', 'malformed-base64'],
    ['no UTF-8', btoa('{"url": "\xe9"}'), 'malformed-encoding'],
  ])('are not read from %s', (_, given, code) => {
    expect(codeOf(() => createLinks(options).read(given))).toBe(code);
  });

  it('may have members named like those of a prototype', () => {
    const { metadata: read } = createLinks(options).read(
      token('{"metadata":{"__proto__":{"x":1}}}'),
    );
    expect(JSON.stringify(read)).toBe('{"__proto__":{"x":1}}');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});
