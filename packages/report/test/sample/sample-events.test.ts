import { parseEvent } from '@hitmark/codec/event';
import { describe, expect, it } from 'vitest';
import { sampleEvents } from '../../src/sample/index.ts';

const nowMs = Date.parse('2026-11-30T20:00:00Z');
const day = 24 * 60 * 60_000;
const events = sampleEvents({ nowMs, seed: 1 });
const ofType = (type: string) => events.filter((event) => event.type === type);
const named = (name: string) => events.filter((event) => event['name'] === name);

describe('the sample', () => {
  it('is the same for the same seed and time, and another for another seed', () => {
    expect(sampleEvents({ nowMs, seed: 1 })).toEqual(events);
    expect(sampleEvents({ nowMs, seed: 2 })).not.toEqual(events);
  });

  it('has events of the journal: each with an id of its own, in order, none of the future', () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const times = events.map(({ time }) => Date.parse(time));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(Math.max(...times)).toBeLessThanOrEqual(nowMs);
    expect(Math.min(...times)).toBeGreaterThan(nowMs - 61 * day);
    for (const event of events.slice(0, 2_000)) {
      const read = parseEvent(JSON.stringify(event));
      expect(read).toMatchObject({ type: event.type, site: 'sample', id: event.id });
    }
  });

  it('has somebody on the site now, more people by day than by night, and a best day', () => {
    const views = ofType('pageview').map(({ time }) => Date.parse(time));
    expect(views.filter((ms) => ms > nowMs - 10 * 60_000).length).toBeGreaterThan(2);
    const at = (from: number, to: number) =>
      views.filter((ms) => new Date(ms).getUTCHours() >= from && new Date(ms).getUTCHours() < to)
        .length;
    expect(at(16, 20)).toBeGreaterThan(5 * at(0, 4));
  });

  it('has everything that the page shows', () => {
    for (const name of ['order', 'signup', 'outbound', 'download', 'not_found', 'vital', 'error']) {
      expect({ name, has: named(name).length > 5 }).toEqual({ name, has: true });
    }
    expect(named('order').every(({ data }) => (data as { revenue: number }).revenue > 0)).toBe(
      true,
    );
    expect(events.some((event) => event['actor'] === 'machine')).toBe(true);
    expect(events.some((event) => event['search'] !== undefined)).toBe(true);
  });

  it('has an email whose opens, clicks, visits and orders hang together', () => {
    const clicks = new Map(ofType('click').map((event) => [event.id, event]));
    const followed = ofType('pageview').filter((event) => event['click'] !== undefined);
    const orders = named('order').filter((event) => event['click'] !== undefined);

    expect(ofType('sent').length).toBeGreaterThan(1_000);
    expect(ofType('open').length).toBeLessThan(ofType('sent').length);
    expect(followed.length).toBeGreaterThan(100);
    expect(orders.length).toBeGreaterThan(3);
    for (const event of [...followed, ...orders]) {
      const click = clicks.get(String(event['click']));
      expect(click?.['actor']).toBe('human');
      expect(Date.parse(click?.time ?? '')).toBeLessThanOrEqual(Date.parse(event.time));
    }
  });
});
