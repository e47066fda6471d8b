import { createLinks, generateKey, type JsonValue, type Links } from '@hitmark/codec';
import { createClickReferences } from '@hitmark/codec/click';
import { pixelPng } from '@hitmark/codec/pixel';
import { getClickTrackingUrl, getOpenTrackingUrl } from '@hitmark/codec/pytracking';
import type { LinkReader } from '@hitmark/collector';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollector, type TestCollector } from './support/collector.ts';
import { request } from './support/request.ts';

const key = generateKey('k1');
const retired = generateKey('k0');
const png = Buffer.from(pixelPng);

let collector: TestCollector;
let links: Links;

beforeAll(async () => {
  collector = await startCollector({
    links: {
      keys: [key],
      plainRedirectHosts: ['shop.example.com'],
      fallbackUrl: 'https://shop.example.com/expired',
    },
    privacy: { anonymousKeys: ['issue'] },
    paths: { open: ['/o', '/open'], click: ['/c', '/click'] },
  });
  links = linksWith(key);
});

afterAll(() => collector.close());

function linksWith(keys: string): Links {
  return createLinks({
    openUrl: `${collector.url('127.0.0.1')}/o/`,
    clickUrl: `${collector.url('127.0.0.1')}/c/`,
    unsubscribeUrl: 'https://t.example.com/u/',
    keys,
    site: 'newsletter',
  });
}

/** Runs requests, and returns the events that they add to the journal. */
async function eventsOf(run: () => Promise<unknown>) {
  const before = collector.events().length;
  await run();
  return collector.events().slice(before);
}

async function rejectionOf(run: () => Promise<unknown>): Promise<unknown[]> {
  const before = collector.log.length;
  expect(await eventsOf(run)).toEqual([]);
  return collector.log.slice(before).map(({ reason, endpoint }) => ({ reason, endpoint }));
}

function at(host: string, path: string): string {
  return `${collector.url(host)}${path}`;
}

describe('metadata that is nested too deeply', () => {
  const nested = (levels: number): JsonValue => (levels === 0 ? 'core' : [nested(levels - 1)]);

  it('is not stored; the click leads on', async () => {
    const url = links.click('https://shop.example.com/', nested(100));
    const events = await eventsOf(async () => {
      expect((await request(url)).headers.location).toBe('https://shop.example.com/');
      await request(links.click('https://shop.example.com/', { a: nested(31) }));
    });
    expect(events[0]).toMatchObject({ type: 'click' });
    expect(events.map(({ data }) => data)).toEqual([undefined, { a: nested(31) }]);
  });

  it('is not stored of a plain token either, which anybody can make', async () => {
    const token = getOpenTrackingUrl({ in: nested(900) }, { baseOpenTrackingUrl: '' });
    const [event] = await eventsOf(() => request(at('127.0.0.1', `/o/${token}`)));
    expect(event).toMatchObject({ type: 'open', token: { format: 'pytracking' } });
    expect(event).not.toHaveProperty('data');
  });
});

describe('a page that a click led to', () => {
  const page = 'https://shop.example.com/spring';

  /** Clicks, then views the page as its tag reports it; the click that is credited. */
  async function credited(url: string, view: (id: string) => string): Promise<unknown> {
    const events = await eventsOf(async () => {
      const { headers } = await request(links.click(url, {}, { clickId: true }));
      const id = new URL(String(headers.location)).searchParams.get('hm_click') ?? '';
      await request(at('127.0.0.1', `/track.js?${view(id)}`));
    });
    const [click, seen] = events;
    return seen?.click === undefined ? null : seen.click === click?.id;
  }

  it('is credited to it', async () => {
    const url = `${page}?a=1#top`;
    expect(await credited(url, (id) => `c=${id}&u=${encodeURIComponent(page)}`)).toBe(true);
  });

  it('is not where it led to another one, or where nobody vouches for it', async () => {
    const url = (place: string) => encodeURIComponent(place);
    const other = 'https://shop.example.com/summer';
    expect(await credited(page, (id) => `c=${id}&u=${url(other)}`)).toBeNull();
    expect(await credited(page, (id) => `c=${id.slice(0, -1)}&u=${url(page)}`)).toBeNull();
    const theirs = createClickReferences(generateKey('k1'));
    const forged = theirs.seal('01a20297-4e3b-75f9-853d-fe345dd52a55', page) ?? '';
    expect(await credited(page, () => `c=${forged}&u=${url(page)}`)).toBeNull();
  });

  it('holds no reference where it is anonymous, in its addresses neither', async () => {
    const { headers } = await request(links.click(page, {}, { clickId: true }));
    const target = encodeURIComponent(String(headers.location));
    const id = new URL(String(headers.location)).searchParams.get('hm_click') ?? '';
    const hit = at('127.0.0.1', `/track.js?c=${id}&u=${target}&f=${target}`);
    const [event] = await eventsOf(() => request(hit, { 'sec-gpc': '1' }));
    expect(event).toMatchObject({ url: page, referrer: page });
    expect(JSON.stringify(event)).not.toContain(id);
    expect(event).not.toHaveProperty('click');
  });
});

describe('an open', () => {
  it('is answered with the picture when its event is on disk', async () => {
    const events = await eventsOf(async () => {
      const url = links.open(
        { customer: 1, nested: { a: [null] } },
        { message: 'm-1', sentAtMs: 1_763_802_600_000 },
      );
      const { status, headers, body } = await request(url, { 'user-agent': 'Mail/1' });
      expect({ status, body }).toEqual({ status: 200, body: png });
      expect(headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'no-store' });
      expect(headers).not.toHaveProperty('hitmark-stored');
    });
    expect(events).toMatchObject([
      {
        type: 'open',
        site: 'newsletter',
        message: 'm-1',
        sent_time: '2025-11-22T09:10:00.000Z',
        tracking: 'full',
        token: { format: 'sealed', key: 'k1', authentic: true },
        data: { customer: 1, nested: { a: [null] } },
        visitor_kind: 'cookie',
        client: { ip: '127.0.0.0', user_agent: 'Mail/1' },
      },
    ]);
  });

  it('may end in a slash, and come under an alias', async () => {
    const [, token] = links.open().split('/o/');
    const events = await eventsOf(async () => {
      expect((await request(at('127.0.0.1', `/open/${token}/`))).status).toBe(200);
    });
    expect(events).toMatchObject([{ type: 'open' }]);
  });

  it('asked for by HEAD is no event', async () => {
    const events = await eventsOf(async () => {
      expect((await request(links.open(), {}, 'HEAD')).status).toBe(200);
    });
    expect(events).toEqual([]);
  });

  it.each([
    ['garbage', () => '/o/garbage', 'malformed-base64'],
    ['a token of a retired key', () => linksWith(retired).open(), 'unknown-key'],
    [
      'a click token',
      () => links.click('https://shop.example.com/').replace('/c/', '/o/'),
      'wrong-kind',
    ],
  ])(
    'that is %s shows the picture, says that nothing is stored, and is no event',
    async (_name, path, reason) => {
      const rejections = await rejectionOf(async () => {
        const url = path();
        const { status, headers, body } = await request(
          url.startsWith('/') ? at('127.0.0.1', url) : url,
        );
        expect({ status, body }).toEqual({ status: 200, body: png });
        expect(headers['hitmark-stored']).toBe('no');
      });
      expect(rejections).toEqual([{ reason, endpoint: 'open' }]);
    },
  );

  it('of a pytracking token is read too, and is not called authentic', async () => {
    const url = getOpenTrackingUrl(
      { customer: 2 },
      { baseOpenTrackingUrl: at('127.0.0.1', '/open/'), webhookUrl: 'http://127.0.0.1/' },
    );
    const events = await eventsOf(() => request(url));
    expect(events).toMatchObject([
      { type: 'open', data: { customer: 2 }, token: { format: 'pytracking', authentic: false } },
    ]);
  });
});

describe('a click', () => {
  it('leads to exactly what the sender wrote, when its event is on disk', async () => {
    const target = 'http://Example.com/%zz?a=%26#top';
    const events = await eventsOf(async () => {
      const url = links.click(
        target,
        { customer: 1 },
        { position: 3, label: 'Read more', tags: ['hero'] },
      );
      const { status, headers } = await request(url);
      expect({ status, location: headers.location }).toEqual({ status: 302, location: target });
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['set-cookie']).toHaveLength(1);
    });
    expect(events).toMatchObject([
      {
        type: 'click',
        link: { url: target, position: 3, label: 'Read more', tags: ['hero'] },
        data: { customer: 1 },
      },
    ]);
  });

  it('leads to punycode and %XX where the target is not ASCII', async () => {
    const { headers } = await request(links.click('https://münchen.de/日?q=ü'));
    expect(headers.location).toBe('https://xn--mnchen-3ya.de/%E6%97%A5?q=%C3%BC');
  });

  it('says to whom the email was sent, where the link does', async () => {
    const events = await eventsOf(async () => {
      await request(links.open({}, { recipient: 'c-17' }));
      await request(links.click('https://shop.example.com/', {}, { recipient: 'c-17' }));
      await request(links.open({ customer: 'c-17' }));
    });
    expect(events.map(({ type, recipient }) => [type, recipient])).toEqual([
      ['open', 'c-17'],
      ['click', 'c-17'],
      ['open', undefined],
    ]);
  });

  it('tells the target of itself where the sender asks for it, in what only our keys can read', async () => {
    const target = 'https://shop.example.com/a?b=c#d';
    const { headers } = await request(links.click(target, {}, { clickId: true }));
    const location = String(headers.location);
    expect(location).toMatch(/^https:\/\/shop\.example\.com\/a\?b=c&hm_click=[\w-]{1,64}#d$/);
    const reference = new URL(location).searchParams.get('hm_click') ?? '';
    const { id } = collector.events().at(-1) ?? {};
    expect(createClickReferences(key).unseal(reference, target)).toBe(id);
    expect(createClickReferences(retired).unseal(reference, target)).toBeNull();
  });

  it('tells the target nothing where the collector has no sealed key, which its start says', async () => {
    const senders = createLinks({ clickUrl: 'https://t.example.com/c/', keys: key });
    const without = await startCollector({}, undefined, { linksFor: () => senders });
    expect(without.log).toContainEqual(expect.objectContaining({ event: 'no-click-references' }));
    expect(collector.log).not.toContainEqual(
      expect.objectContaining({ event: 'no-click-references' }),
    );
    const path = new URL(senders.click('https://shop.example.com/a', {}, { clickId: true }))
      .pathname;
    const { headers } = await request(without.url('127.0.0.1') + path);
    expect(headers.location).toBe('https://shop.example.com/a');
    await without.close();
  });

  it.each<[string, Record<string, string>, { tracking?: 'anonymous' }]>([
    ['the recipient', {}, { tracking: 'anonymous' }],
    ['the browser', { 'sec-gpc': '1' }, {}],
  ])(
    'that %s wants anonymous is counted, and says of nobody whose it is',
    async (_who, headers, options) => {
      const events = await eventsOf(async () => {
        const url = links.click(
          'https://shop.example.com/',
          { issue: 7, customer: 1 },
          { clickId: true, recipient: 'c-17', ...options },
        );
        const answer = await request(url, {
          cookie: 'id=b1a3c8de-0a4f-4a27-9d3c-1f0e2d3c4b5a',
          ...headers,
        });
        expect(answer.headers.location).toBe('https://shop.example.com/');
        expect(answer.headers['set-cookie']?.[0]).toMatch(/^id=; Max-Age=0;/);
      });
      expect(events).toMatchObject([{ type: 'click', data: { issue: 7 } }]);
      expect(JSON.stringify(events)).not.toMatch(/visitor|customer|recipient|c-17|"ip"/);
    },
  );

  it('that is refused for its host names the host in the log, and no more of where it leads', async () => {
    const { host } = new URL('https://evil.example:8443');
    const before = collector.log.length;
    expect((await request(plain('https://evil.example:8443/path?secret=1'))).status).toBe(404);
    const lines = collector.log.slice(before).filter(({ event }) => event === 'rejected');
    expect(lines).toMatchObject([{ reason: 'redirect-not-allowed', host }]);
    expect(JSON.stringify(lines)).not.toMatch(/secret|path\?/);
  });

  it('asked for by HEAD leads on without being an event', async () => {
    const events = await eventsOf(async () => {
      const { status, headers } = await request(
        links.click('https://shop.example.com/'),
        {},
        'HEAD',
      );
      expect([status, headers.location]).toEqual([302, 'https://shop.example.com/']);
    });
    expect(events).toEqual([]);
  });

  it.each([
    ['garbage', () => at('127.0.0.1', '/c/garbage'), 'malformed-base64'],
    [
      'a changed token',
      () => links.click('https://shop.example.com/').slice(0, -1) + '-',
      expect.any(String),
    ],
    ['an open token', () => links.open().replace('/o/', '/c/'), 'wrong-kind'],
    [
      'a plain token for a host that is not allowed',
      () => plain('https://evil.example/'),
      'redirect-not-allowed',
    ],
    [
      'a plain token that names a port which is not allowed',
      () => plain('https://shop.example.com:8443/'),
      'redirect-not-allowed',
    ],
    [
      'a plain token whose user name looks like an allowed host',
      () => plain('https://shop.example.com@evil.example/'),
      'forbidden-userinfo',
    ],
    ['a plain token with another scheme', () => plain('javascript:alert(1)'), 'forbidden-scheme'],
    ['a plain token without a scheme', () => plain('//shop.example.com/'), 'malformed-url'],
    [
      'a plain token with a backslash',
      () => plain('https://shop.example.com\\@evil.example/'),
      'forbidden-character',
    ],
    [
      'a plain token with a line end',
      () => plain('https://shop.example.com/\r\nset-cookie: a=b'),
      'forbidden-character',
    ],
  ])('on %s never redirects', async (_name, url, reason) => {
    const rejections = await rejectionOf(async () => {
      const { status, headers, body } = await request(url());
      expect(status).toBe(404);
      expect(headers).not.toHaveProperty('location');
      expect(headers).not.toHaveProperty('set-cookie');
      expect(body.toString()).toContain('This link does not work');
    });
    expect(rejections).toEqual([{ reason, endpoint: 'click' }]);
  });

  it('on a plain token for an allowed host redirects', async () => {
    const { status, headers } = await request(plain('https://shop.example.com/?a=b'));
    expect([status, headers.location]).toEqual([302, 'https://shop.example.com/?a=b']);
  });

  it('on an authentic token that has expired leads to the fallback, and is no event', async () => {
    const old = createLinks({
      clickUrl: at('127.0.0.1', '/c/'),
      keys: key,
      expiresInSeconds: 60,
      now: () => Date.now() - 61_000,
    });
    const rejections = await rejectionOf(async () => {
      const { status, headers } = await request(old.click('https://shop.example.com/'));
      expect([status, headers.location]).toEqual([302, 'https://shop.example.com/expired']);
      expect(headers['hitmark-stored']).toBe('no');
    });
    expect(rejections).toEqual([{ reason: 'expired', endpoint: 'click' }]);
  });

  function plain(target: string): string {
    return getClickTrackingUrl(target, {}, { baseClickTrackingUrl: at('127.0.0.1', '/click/') });
  }
});

describe('an unsubscribe', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const path = (): string =>
    links.unsubscribe({ customer: 1 }).replace('https://t.example.com', collector.url('127.0.0.1'));

  it('is a page first, and nothing else', async () => {
    const events = await eventsOf(async () => {
      const { status, headers, body } = await request(path());
      expect(status).toBe(200);
      expect(body.toString()).toContain('<form method="post">');
      expect(headers).not.toHaveProperty('set-cookie');
    });
    expect(events).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a form', form, 'List-Unsubscribe=One-Click'],
    [
      'a multipart form',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    ['a request without a body', {}, ''],
    ['a form of 4 KB', form, `a=${'x'.repeat(4_067)}&List-Unsubscribe=One-Click`],
  ])(
    'is recorded by %s, without cookie or redirect, also from a browser with GPC',
    async (_name, headers, body) => {
      const events = await eventsOf(async () => {
        const cookie = 'id=b1a3c8de-0a4f-4a27-9d3c-1f0e2d3c4b5a';
        const answer = await request(path(), { ...headers, cookie, 'sec-gpc': '1' }, 'POST', body);
        expect(answer.status).toBe(200);
        expect(answer.headers).not.toHaveProperty('set-cookie');
        expect(answer.headers).not.toHaveProperty('location');
      });
      expect(events).toMatchObject([{ type: 'unsubscribe', data: { customer: 1 } }]);
      expect(events[0]).not.toHaveProperty('visitor');
    },
  );

  it('is told apart by how it came, and can be taken back', async () => {
    const events = await eventsOf(async () => {
      for (const body of ['', 'unsubscribe=page', 'unsubscribe=undo']) {
        const accept = { 'accept-language': 'fr-CH', 'user-agent': chrome };
        const answer = await request(path(), { ...form, ...accept }, 'POST', body);
        expect(answer.status).toBe(200);
        expect(answer.headers['content-language']).toBe('fr');
        expect(answer.body.toString()).toContain('Votre demande a été enregistrée.');
      }
    });
    expect(events).toMatchObject([
      { type: 'unsubscribe', actor: 'human', actor_reasons: ['one-click'] },
      { type: 'unsubscribe', actor: 'human' },
      { type: 'event', name: 'resubscribe', data: { customer: 1 } },
    ]);
    expect(events[1]).not.toHaveProperty('actor_reasons');
    for (const event of events) expect(event).not.toHaveProperty('visitor');
  });

  it('says that it is handed on where a webhook takes it, and to whom', async () => {
    const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;
    const own = await startCollector({
      links: { keys: [key] },
      webhooks: [{ url: 'https://acme.test/hook', secrets: [secret], types: ['unsubscribe'] }],
      unsubscribePage: { sender: 'Acme & Co' },
    });
    const url = links.unsubscribe({}).replace('https://t.example.com', own.url('127.0.0.1'));
    const answers: string[] = [];
    for (const body of ['unsubscribe=page', 'unsubscribe=undo']) {
      answers.push((await request(url, form, 'POST', body)).body.toString());
    }
    expect(answers[0]).toContain('recorded and is being sent to Acme &amp; Co.');
    // The receiver wants no events of this type.
    expect(answers[1]).toContain('Your request was recorded.');
    await own.close();
  });

  it.each([
    ['another form', 'confirm=yes'],
    ['one that only mentions it', 'x=List-Unsubscribe=One-Click'],
  ])('is not recorded by %s', async (_name, body) => {
    const rejections = await rejectionOf(async () => {
      expect((await request(path(), form, 'POST', body)).status).toBe(400);
    });
    expect(rejections).toEqual([{ reason: 'no-unsubscribe', endpoint: 'unsubscribe' }]);
  });

  it.each([
    ['as it says', { 'content-length': '4097' }],
    ['as it turns out', { 'transfer-encoding': 'chunked' }],
  ])('is not recorded by a body over 4 KB, %s', async (_name, length) => {
    const body = `a=${'x'.repeat(4_068)}&List-Unsubscribe=One-Click`;
    const rejections = await rejectionOf(async () => {
      expect((await request(path(), { ...form, ...length }, 'POST', body)).status).toBe(413);
    });
    expect(rejections).toEqual([{ reason: 'body-too-large', endpoint: 'unsubscribe' }]);
  });

  it('is not recorded for a token of another kind', async () => {
    const url = links.open().replace('/o/', '/u/');
    const rejections = await rejectionOf(async () => {
      expect((await request(url, form, 'POST', 'List-Unsubscribe=One-Click')).status).toBe(404);
    });
    expect(rejections).toEqual([{ reason: 'wrong-kind', endpoint: 'unsubscribe' }]);
  });
});

describe('a URL over 8,192 bytes', () => {
  it.each([
    ['/o/', 'image/png'],
    ['/c/', 'text/html; charset=utf-8'],
  ])('is answered 414 under %s, as %s', async (path, type) => {
    const { status, headers } = await request(at('127.0.0.1', path + 's'.repeat(8_192)));
    expect({ status, type: headers['content-type'] }).toEqual({ status: 414, type });
    expect(headers).not.toHaveProperty('location');
  });
});

describe('a link that can be read but not be made an event', () => {
  it('fails no reader: a click leads on, an open shows its picture, an unsubscribe asks to try again', async () => {
    // No date can hold this time.
    const reader: LinkReader = {
      read: (token, known) => ({ ...links.read(token, known), sentAtMs: 1e16 }),
    };
    const keys = { links: { keys: [key] } };
    const failing = await startCollector(keys, undefined, { linksFor: () => reader });
    const there = (url: string): string =>
      url.replace(/^https?:\/\/[^/]+/, failing.url('127.0.0.1'));

    const click = await request(
      there(links.click('https://shop.example.com/', {}, { clickId: true })),
    );
    expect([click.status, click.headers.location]).toEqual([302, 'https://shop.example.com/']);
    expect(click.headers['hitmark-stored']).toBe('no');

    const open = await request(there(links.open()));
    expect([open.status, open.headers['hitmark-stored']]).toEqual([200, 'no']);

    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'List-Unsubscribe=One-Click';
    const unsubscribe = await request(there(links.unsubscribe()), form, 'POST', body);
    expect([unsubscribe.status, unsubscribe.headers['retry-after']]).toEqual([503, '5']);

    expect(failing.events()).toEqual([]);
    expect(failing.log.map(({ event }) => event)).toEqual(Array(3).fill('collect-failed'));
    await failing.close();
  });
});

describe('the log', () => {
  it('holds no token and no recipient', () => {
    expect(JSON.stringify(collector.log)).not.toMatch(/\/[ocu]\/|eyJ|customer|127\.0\.0\.1/);
  });
});

describe('methods that links do not take', () => {
  it.each([
    ['/o/x', 'POST', 'GET, HEAD, OPTIONS'],
    ['/c/x', 'DELETE', 'GET, HEAD, OPTIONS'],
    ['/u/x', 'PUT', 'GET, HEAD, POST, OPTIONS'],
  ])('%s %s is answered 405', async (path, method, allow) => {
    const { status, headers } = await request(at('127.0.0.1', path), {}, method);
    expect([status, headers.allow]).toEqual([405, allow]);
  });
});
