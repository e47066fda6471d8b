import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml } from '@hitmark/email';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCollector, type TestCollector } from './support/collector.ts';
import { request } from './support/request.ts';

const key = generateKey('k1');
const person = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  'accept-language': 'de-CH',
};

const now = Date.now();

let collector: TestCollector;

beforeAll(async () => {
  // A clock that stands still: what comes within seconds does so on any machine.
  collector = await startCollector({ links: { keys: [key] } }, undefined, { now: () => now });
});

afterAll(() => collector.close());

/** An email to one recipient, sent an hour ago unless said otherwise: its links as they stand in it. */
function email(recipient: string, sentAtMs = now - 3_600_000): string[] {
  const base = collector.url('127.0.0.1');
  const links = createLinks({ openUrl: `${base}/o/`, clickUrl: `${base}/c/`, keys: [key] });
  const html = '<body><a href="https://a.test/1">1</a> <a href="https://a.test/2">2</a></body>';
  const options = { links, metadata: { recipient }, sentAtMs, honeypot: 'https://a.test/legal' };
  const rewritten = rewriteHtml(html, options).html;
  return [...rewritten.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url]) => url ?? '');
}

/** Actors and their reasons in the events of a recipient. */
function actors(recipient: string) {
  return collector
    .events()
    .filter(({ data }) => data?.['recipient'] === recipient)
    .map(({ type, actor, actor_reasons: reasons = [] }) => [type, actor, ...reasons]);
}

const find = (urls: readonly string[], path: string) => urls.filter((url) => url.includes(path));

it('a person who opens an email and clicks in it is one', async () => {
  const urls = email('reader');
  await request(find(urls, '/o/')[0] ?? '', person);
  await request(find(urls, '/c/')[0] ?? '', person);
  expect(actors('reader')).toEqual([
    ['open', 'human'],
    ['click', 'human'],
  ]);
});

it('what follows every link of an email is a program, though it passes for a browser', async () => {
  const urls = find(email('scanned'), '/c/');
  expect(urls).toHaveLength(3);
  for (const url of urls) expect((await request(url, person)).status).toBe(302);
  expect(actors('scanned')).toEqual([
    ['click', 'human'],
    ['click', 'human'],
    ['click', 'machine', 'honeypot', 'many-links'],
  ]);
});

it('what asks with HEAD first is a program', async () => {
  const [url = ''] = find(email('probed'), '/c/');
  await request(url, person, 'HEAD');
  await request(url, person);
  expect(actors('probed')).toEqual([['click', 'machine', 'head-first']]);
});

it('what clicks as soon as an email is sent is a program', async () => {
  const [url = ''] = find(email('fresh', now), '/c/');
  await request(url, person);
  expect(actors('fresh')).toEqual([['click', 'machine', 'soon-after-send']]);
});
