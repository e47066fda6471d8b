import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getClickTrackingUrl, getOpenTrackingUrl } from '@hitmark/codec/pytracking';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startServe, type RunningCommand } from './support/command.ts';

// The collector as docs/from-pytracking.md sets it up answers the links that pytracking has made.

const page = readFileSync(new URL('../docs/from-pytracking.md', import.meta.url), 'utf8');
const settings = Object.fromEntries(
  [...page.matchAll(/^export (HITMARK_\w+)='([^']*)'/gm)].map(([, name, value]) => [name, value]),
);
const [encryptionKey] = JSON.parse(settings['HITMARK_LINKS__KEYS'] ?? '[]') as string[];

const data = mkdtempSync(join(tmpdir(), 'hitmark-from-pytracking-'));
let collector: RunningCommand & { readonly url: string };

beforeAll(async () => {
  collector = await startServe(data, [], settings);
});

afterAll(async () => {
  collector.process.kill();
  await collector.end();
  rmSync(data, { recursive: true });
});

/** Configuration of a sender, with or without encryption. */
function sender(key?: string) {
  return {
    baseOpenTrackingUrl: `${collector.url}/tracking/open/`,
    baseClickTrackingUrl: `${collector.url}/tracking/click/`,
    ...(key === undefined ? {} : { encryptionKey: key }),
  };
}

async function follow(url: string, init: RequestInit = {}) {
  const { status, headers } = await fetch(url, { redirect: 'manual', ...init });
  return { status, location: headers.get('location') };
}

/** Events whose metadata has this test's name. */
function eventsOf(test: string) {
  return readEvents(data).filter((event) => event.data?.['test'] === test);
}

describe('docs/from-pytracking.md', () => {
  it('sets paths, hosts and a key of pytracking', () => {
    expect(Object.keys(settings)).toHaveLength(4);
    expect(encryptionKey).toMatch(/^[\w-]{43}=$/);
  });

  it.each([
    ['plain', undefined],
    ['Fernet', encryptionKey],
  ])('answers an open and a click that are %s', async (test, key) => {
    expect(await follow(getOpenTrackingUrl({ test }, sender(key)))).toMatchObject({ status: 200 });
    const click = getClickTrackingUrl('https://shop.example/a', { test }, sender(key));
    expect(await follow(click)).toEqual({ status: 302, location: 'https://shop.example/a' });
    await expect.poll(() => eventsOf(test).map(({ type }) => type)).toEqual(['open', 'click']);
  });

  it('leads to a host that is not listed with Fernet alone, and logs the other', async () => {
    const target = 'https://elsewhere.example/';
    const fernet = getClickTrackingUrl(target, { test: 'listed' }, sender(encryptionKey));
    const plain = getClickTrackingUrl(target, { test: 'listed' }, sender());
    expect(await follow(plain)).toEqual({ status: 404, location: null });
    expect(await follow(fernet)).toEqual({ status: 302, location: target });
    await collector.output(/"host":"elsewhere\.example"/);
    await expect.poll(() => eventsOf('listed')).toHaveLength(1);
  });

  it('records a GET and no HEAD, and nobody where Sec-GPC asks for it', async () => {
    const test = 'asked';
    const url = getOpenTrackingUrl({ test }, sender(encryptionKey));
    await follow(url, { method: 'HEAD' });
    await follow(url, { headers: { 'sec-gpc': '1' } });
    await follow(url);
    await expect.poll(() => eventsOf(test)).toHaveLength(1);
    expect(JSON.stringify(eventsOf(test))).toContain('"ip"');
    const anonymous = () => readEvents(data).filter((event) => event.data?.['test'] === undefined);
    await expect.poll(anonymous).toMatchObject([{ type: 'open' }]);
    expect(JSON.stringify(anonymous())).not.toContain('"ip"');
  });
});
