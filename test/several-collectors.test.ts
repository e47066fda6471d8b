import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCollector, type TestCollector } from './support/collector.ts';
import { request } from './support/request.ts';

// Collectors that share nothing: no journal, no clock, no connection.

let collectors: readonly TestCollector[];

beforeAll(async () => {
  collectors = await Promise.all([startCollector(), startCollector()]);
});

afterAll(async () => {
  for (const collector of collectors) await collector.close();
});

/** Sends a hit to each; answers the ids that it has on each, by site. */
async function sendToAll(query: string): Promise<(readonly (string | undefined)[])[]> {
  const before = collectors.map((collector) => collector.events().length);
  for (const collector of collectors) {
    const { status } = await request(`${collector.url('127.0.0.1')}/pixel.gif?${query}`);
    expect(status).toBe(200);
  }
  return collectors.map((collector, index) =>
    collector
      .events()
      .slice(before[index])
      .map(({ id }) => id),
  );
}

it('a hit that reaches several collectors is one event: its id is the same on each', async () => {
  const [one, other] = await sendToAll(`r=abc&t=${Date.now()}&i=shop,blog`);
  expect(one).toHaveLength(2);
  expect(one).toEqual(other);
  expect(one?.[0]).not.toBe(one?.[1]);
});

it('a hit that nothing identifies is an event of its own on each', async () => {
  for (const query of [`t=${Date.now()}&i=shop`, 'r=abc&i=shop', `r=abc&t=1&i=shop`]) {
    const [one, other] = await sendToAll(query);
    expect(one).toHaveLength(1);
    expect(one).not.toEqual(other);
  }
});
