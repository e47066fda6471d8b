// What it costs to tell who did it: `node test/bench/classify.ts` after `pnpm build`.
import { randomBytes } from 'node:crypto';
import { createLinks, generateKey } from '@hitmark/codec';
import { resolveOptions } from '../../packages/collector/src/configuration/index.ts';
import { dailyVisitor } from '../../packages/collector/src/visitors/daily-visitor.ts';
import { createLinkBursts } from '../../packages/collector/src/ingest/link-bursts.ts';
import { requestReasons } from '../../packages/collector/src/pipeline/event/actor.ts';
import { createCleaner } from '../../packages/collector/src/pipeline/hit/star-parameters.ts';
import { readUserAgent } from '../../packages/collector/src/enrich/user-agent.ts';
import { createUserAgentReader } from '../../packages/collector/src/enrich/user-agent-cache.ts';
import corpus from '../../packages/collector/test/pipeline/user-agents.json' with { type: 'json' };
import { best } from '../measure/speed.ts';

const userAgents = corpus.map(({ userAgent }) => userAgent);
const reader = createUserAgentReader();
const watch = createLinkBursts();
let count = 0;

function request(userAgent: string | null) {
  return {
    method: 'GET',
    path: '/track.js',
    query: '',
    urlBytes: 9,
    headers: {
      ...(userAgent === null ? {} : { 'user-agent': userAgent }),
      'accept-language': 'en',
    },
    remoteAddress: '203.0.113.7',
    encrypted: false,
    received: 0,
  };
}

const { starredParameters } = resolveOptions({}).privacy;
const { cleanUrl } = createCleaner(starredParameters);
const page = 'https://shop.example.com/spring?utm_source=newsletter&utm_campaign=spring&page=2#top';
const salt = randomBytes(32);
const requests = userAgents.map(request);
/** Texts that make expressions try again and again. */
const hostile = ['/', ' ', 'Version/', '1.', 'Mozilla/5.0 (a;('].map((part) =>
  part.repeat(512).slice(0, 512),
);
const links = createLinks({ clickUrl: 'https://t.example.com/c/', keys: [generateKey('k1')] });
const click = links.read(links.click('https://shop.example.com/spring?utm_source=newsletter', {}));

const next = <Value>(values: readonly Value[]): Value => values[count++ % values.length]!;

console.log(
  `microseconds per event, the fastest of three rounds; ${userAgents.length} user agents\n`,
);
print('the actor of a hit, user agent seen before', () => {
  const each = next(requests);
  requestReasons(each, reader(each.headers['user-agent'] ?? null));
});
print('a user agent seen for the first time', () => readUserAgent(next(userAgents)));
print('a user agent made to take long', () => readUserAgent(next(hostile)));
print('an address, cleaned', () => void cleanUrl(page));
print('a visitor without a cookie', () => {
  dailyVisitor({ site: 'acme', address: '203.0.113.7', userAgent: next(userAgents) }, salt);
});
print('a click among those of its email', () => {
  const metadata = { customer_id: count++ % 1_000 };
  watch.note({ ...click, metadata }, { method: 'GET', received: count }, '203.0.113.0');
});

function print(what: string, run: () => unknown): void {
  console.log(what.padEnd(48), (1e6 / best(run)).toFixed(2).padStart(7));
}
