import { readFileSync } from 'node:fs';
import { pixelPng } from '@hitmark/codec/pixel';
import { pytrackingReader, type Event } from '@hitmark/collector';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollector, type TestCollector } from './support/collector.ts';
import { request } from './support/request.ts';

// What pytracking's Django views answered, against what the collector answers.

const { cases } = JSON.parse(
  readFileSync(new URL('vectors/pytracking-django.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly DjangoCase[] };

interface DjangoCase {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** WSGI names: HTTP_USER_AGENT and the like. */
  readonly environ: Readonly<Record<string, string>>;
  readonly config: {
    readonly webhook_url: string;
    readonly default_metadata: Record<string, string>;
  };
  readonly expect: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body_is_pixel: boolean;
    readonly events: readonly {
      readonly is_open_tracking: boolean;
      readonly tracked_url: unknown;
      readonly metadata: unknown;
      readonly request_data: { readonly user_agent: string | null; readonly user_ip: string };
    }[];
  };
}

/** Differences that are on purpose, chosen by the request of a case and by pytracking's result. */
const differences: readonly {
  readonly why: string;
  readonly holds: (each: DjangoCase) => boolean;
  readonly ours: { readonly status: number; readonly events: number };
}[] = [
  {
    why: 'HEAD records nothing: programs that look at links are no readers',
    holds: ({ method }) => method === 'HEAD',
    ours: { status: NaN, events: 0 },
  },
  {
    why: 'an open whose token can not be read shows its picture all the same, with Hitmark-Stored: no',
    holds: ({ path, expect: { status } }) =>
      /^\/open\/[^/]/.test(path) && status === 404 && !isWithoutSlash(path),
    ours: { status: 200, events: 0 },
  },
  {
    why: 'a link without its final slash is read as well: mail programs drop it',
    holds: ({ path }) => isWithoutSlash(path),
    ours: { status: 200, events: 1 },
  },
  {
    why: 'a click leads to http and https only, never to what a browser would read differently',
    holds: ({ expect: { events } }) => events.some(({ tracked_url: url }) => isOdd(url)),
    ours: { status: 404, events: 0 },
  },
];

/** Without its query, since pytracking's own routes end before that too. */
function isWithoutSlash(path: string): boolean {
  return !path.replace(/\?.*/, '').endsWith('/');
}

function isOdd(url: unknown): boolean {
  if (url === null) return false;
  // Django follows any scheme but script's, protocol-relative and relative addresses, and escapes the rest.
  return typeof url !== 'string' || !/^https?:\/\/[\w.-]+([/?#][!-~\u0080-\uffff]*)?$/i.test(url);
}

/** The hosts that the cases lead to; plain tokens go nowhere else. */
const plainRedirectHosts = ['www.example.com', 'x.com', 'x'];

describe("pytracking's Django views", () => {
  let current: DjangoCase | undefined;
  let collector: TestCollector;

  beforeAll(async () => {
    collector = await startCollector(
      {
        links: { plainRedirectHosts },
        paths: { open: ['/open'], click: ['/click'] },
        trustedProxyHops: 1,
      },
      undefined,
      {
        linksFor: () =>
          pytrackingReader({
            webhookUrl: current?.config.webhook_url,
            defaultMetadata: current?.config.default_metadata,
          }),
      },
    );
  });

  afterAll(() => collector.close());

  async function run(each: DjangoCase) {
    current = each;
    const before = collector.events().length;
    const answer = await request(
      `${collector.url('127.0.0.1')}${each.path}`,
      headersOf(each.environ),
      each.method,
    );
    return { answer, events: collector.events().slice(before) };
  }

  it('are 48 cases', () => {
    expect(cases).toHaveLength(48);
  });

  const same = cases.filter((each) => !differences.some(({ holds }) => holds(each)));
  it.each(same)('answer $method $path as we do ($id)', async (each) => {
    const { answer, events } = await run(each);
    const { status, headers, body_is_pixel: isPixel } = each.expect;
    expect({
      status: answer.status,
      location: answer.headers.location,
      allow: answer.headers.allow,
    }).toEqual({
      status,
      location: headers['location'],
      allow: headers['allow'],
    });
    expect(answer.body.equals(Buffer.from(pixelPng))).toBe(isPixel);
    expect(answer.headers['content-type'] === 'image/png').toBe(isPixel);
    expect(events.map(summary)).toEqual(each.expect.events.map(expectedSummary));
  });

  describe.each(differences)('differ: $why', ({ holds, ours }) => {
    it.each(cases.filter((each) => holds(each)))('$method $path ($id)', async (each) => {
      const { answer, events } = await run(each);
      expect(events).toHaveLength(ours.events);
      expect(answer.status).toBe(Number.isNaN(ours.status) ? each.expect.status : ours.status);
    });
  });
});

function headersOf(environ: DjangoCase['environ']): Record<string, string> {
  const sent = Object.entries(environ).filter(([name]) => name.startsWith('HTTP_'));
  return Object.fromEntries(
    sent.map(([name, value]) => [
      name.slice('HTTP_'.length).toLowerCase().replaceAll('_', '-'),
      value,
    ]),
  );
}

/** Members that both have in common. The address is left out: it is found and truncated differently. */
function summary({ type, link, data = {}, client }: Partial<Event>) {
  return { type, url: link?.url ?? null, data, userAgent: client?.user_agent ?? null };
}

function expectedSummary(event: DjangoCase['expect']['events'][number]) {
  return {
    type: event.is_open_tracking ? 'open' : 'click',
    url: event.tracked_url,
    data: event.metadata,
    userAgent: event.request_data.user_agent,
  };
}
