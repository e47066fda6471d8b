import { parseEvent, type Event } from '../../src/event/index.ts';

/** An event with nothing in it but what every event has. */
export function sampleEvent(overrides: Partial<Event> = {}): Event {
  return {
    ...parseEvent(''),
    v: 1,
    id: '0195b1a4-0000-7000-8000-000000000000',
    type: 'pageview',
    time: '2026-11-22T09:30:00.123Z',
    actor: 'human',
    ...overrides,
  };
}
