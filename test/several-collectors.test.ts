import { createLinks, generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollector, type TestCollector } from './support/collector.ts';
import { request } from './support/request.ts';

// Collectors that share nothing but keys: no journal, no connection.

const older = generateKey('older');
const newer = generateKey('newer');

let one: TestCollector;
let other: TestCollector;
let stranger: TestCollector;

beforeAll(async () => {
  // As while keys are rotated: one machine has the new key first, the other not yet.
  one = await startCollector({ links: { keys: [newer, older] } });
  other = await startCollector({ links: { keys: [older, newer] } });
  stranger = await startCollector({ links: { keys: [generateKey('newer')] } });
});

afterAll(async () => {
  for (const collector of [one, other, stranger]) await collector.close();
});

/** The events that a request adds to a collector. */
async function eventsOf(collector: TestCollector, pathAndQuery: string) {
  const before = collector.events().length;
  const answer = await request(collector.url('127.0.0.1') + pathAndQuery);
  expect(answer.status).toBeLessThan(400);
  await expect.poll(() => collector.events().length).toBeGreaterThan(before);
  return { answer, events: collector.events().slice(before) };
}

describe('a hit that reaches several collectors', () => {
  it('is one event: its id is the same on each', async () => {
    const query = `/pixel.gif?r=abc&t=${Date.now()}&i=shop,blog`;
    const [here, there] = [await eventsOf(one, query), await eventsOf(other, query)];
    const ids = here.events.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(there.events.map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([`t=${Date.now()}&i=shop`, 'r=abc&i=shop', 'r=abc&t=1&i=shop'])(
    'is an event of its own on each where nothing identifies it, or its clock is far off: %s',
    async (query) => {
      const here = await eventsOf(one, `/pixel.gif?${query}`);
      const there = await eventsOf(other, `/pixel.gif?${query}`);
      expect(here.events[0]?.id).not.toBe(there.events[0]?.id);
    },
  );
});

describe('a page that a click led to', () => {
  const page = 'https://shop.example.com/spring';

  /** Follows a link on one collector; what its page is told, and the click's event. */
  async function click(collector: TestCollector, keys: string) {
    const links = createLinks({ clickUrl: 'https://t.example.com/c/', keys });
    const path = new URL(links.click(page, {}, { clickId: true })).pathname;
    const { answer, events } = await eventsOf(collector, path);
    const { searchParams } = new URL(String(answer.headers.location));
    return { id: events[0]?.id, reference: searchParams.get('hm_click') };
  }

  async function viewOn(collector: TestCollector, reference: string | null) {
    const query = `c=${reference}&u=${encodeURIComponent(page)}`;
    return (await eventsOf(collector, `/track.js?${query}`)).events[0];
  }

  it('is credited to it whichever collector is told of the page', async () => {
    for (const [clicked, viewed] of [
      [one, other],
      [other, one],
      [one, one],
    ] as const) {
      const { id, reference } = await click(clicked, older);
      expect(id).toBeDefined();
      expect((await viewOn(viewed, reference))?.click).toBe(id);
    }
  });

  it('is credited to nothing by a collector that has not its keys', async () => {
    const { reference } = await click(one, older);
    expect(await viewOn(stranger, reference)).not.toHaveProperty('click');
  });
});
