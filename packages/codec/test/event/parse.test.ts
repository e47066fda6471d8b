import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorReasons, eventColumns, parseEvent, serializeEvent } from '../../src/event/index.ts';
import { sampleEvent } from './sample-event.ts';

const click = sampleEvent({
  type: 'click',
  link: { url: 'https://shop.example.com/', position: 3, label: null, tags: ['spring'] },
  token: { format: 'sealed', key: 'k1', authentic: false },
  data: { customer_id: 1 },
  actor: 'machine',
  actor_reasons: ['bot'],
});

describe('parseEvent', () => {
  it('reads what serializeEvent has written, with the members that were left out', () => {
    expect(parseEvent(serializeEvent(click))).toEqual(click);
    expect(parseEvent(serializeEvent(sampleEvent()))).toEqual(sampleEvent());
  });

  it('has every member, in the order of the table, whatever it reads', () => {
    const names = [...new Set(eventColumns.map(({ path }) => path.split('.')[0]))];
    for (const text of [
      '',
      '{}',
      '[]',
      'null',
      '7',
      '{"id":1,"campaign":[],"data":"x"}',
      '{"id"',
    ]) {
      expect(Object.keys(parseEvent(text))).toEqual(names);
    }
  });

  it('reads a member that is left out as its default, and one that every event has as null', () => {
    expect(parseEvent('{}')).toMatchObject({
      v: null,
      id: null,
      type: null,
      time: null,
      data: {},
      weight: 1,
      link: null,
      campaign: { source: null, network: null },
      actor: 'unknown',
      actor_reasons: [],
      consent: 'unset',
    });
  });

  it.each([
    ['v', 2],
    ['id', 7],
    ['type', 'visit'],
    ['time', '2026-11-22'],
    ['time', '2026-11-22T29:30:00.123Z'],
    ['time', 1_763_802_600_123],
    ['client_time', '2026-11-22T09:30:00+01:00'],
    ['visitor_kind', 'toString'],
    ['campaign', 'news'],
    ['campaign', { source: 7 }],
    ['click', { id: '7' }],
    ['link', {}],
    ['link', { position: 3 }],
    ['link', [{ url: 'https://shop.example.com/' }]],
    ['token', { format: 'sealed' }],
    ['data', ['x']],
    ['engagement', { ms: 1.5, scroll: '7' }],
    ['weight', '2'],
    ['actor_reasons', ['bot', 'no-reason']],
    ['consent', null],
  ])('takes %s for empty where it is %j', (name, value) => {
    expect(parseEvent(JSON.stringify({ [name]: value }))).toEqual(parseEvent('{}'));
  });

  it('keeps of an event of a later version what it knows', () => {
    const later = { id: 'x', type: 'visit', site: 'acme', link: { url: 'u', depth: 3 }, more: [1] };
    const { id, type, site, link } = parseEvent(JSON.stringify(later));
    expect({ id, type, site, link }).toEqual({
      id: 'x',
      type: null,
      site: 'acme',
      link: { url: 'u', position: null, label: null, tags: [] },
    });
  });

  it('never throws, and what it reads can be written and read again', () => {
    const values = fc.oneof(fc.json(), fc.string());
    fc.assert(
      fc.property(values, fc.constantFrom(...eventColumns), (text, { path }) => {
        const [outer = '', inner] = path.split('.');
        const value = inner === undefined ? text : `{${JSON.stringify(inner)}:${text}}`;
        const read = parseEvent(`{${JSON.stringify(outer)}:${value}}`);
        const known = { ...read, v: 1, id: read.id ?? '', type: 'event', time: sampleEvent().time };
        expect(parseEvent(serializeEvent(known as typeof click))).toEqual(known);
      }),
    );
  });

  it('reads the times that an event can have, also far from now', () => {
    for (const ms of [0, 1_763_802_600_123, 8.64e15, -8.64e15]) {
      const client_time = new Date(ms).toISOString();
      expect(parseEvent(JSON.stringify({ client_time })).client_time).toBe(client_time);
    }
  });
});

describe('eventColumns', () => {
  it('have names of their own, all of which a database takes without quotes', () => {
    const names = eventColumns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(names).toEqual(expect.arrayContaining(['campaign_source', 'link_url', 'browser', 'ip']));
  });

  it('read a value from its place in an event, and null where its group is not there', () => {
    const read = (name: string, event: Parameters<(typeof eventColumns)[number]['read']>[0]) =>
      eventColumns.find((column) => column.name === name)?.read(event);
    expect(read('link_url', click)).toBe('https://shop.example.com/');
    expect(read('link_tags', click)).toEqual(['spring']);
    expect(read('token_authentic', click)).toBe(false);
    expect(read('link_url', sampleEvent())).toBeNull();
    expect(read('link_tags', sampleEvent())).toBeNull();
  });

  it('tell what a value that is left out means', () => {
    const nothing = parseEvent('{}');
    for (const { missing, read } of eventColumns) expect(read(nothing)).toEqual(missing);
  });

  it('list the names of all reasons', () => {
    const reasons = eventColumns.find(({ name }) => name === 'actor_reasons')?.choices;
    expect(reasons).toEqual(Object.keys(actorReasons));
  });
});
