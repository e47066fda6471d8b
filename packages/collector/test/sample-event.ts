import type { Event } from '../src/event.ts';

/** An event with nothing in it but what every event has. */
export function sampleEvent(overrides: Partial<Event> = {}): Event {
  return {
    v: 1,
    id: '0195b1a4-0000-7000-8000-000000000000',
    type: 'pageview',
    name: null,
    time: '2026-11-22T09:30:00.123Z',
    client_time: null,
    site: null,
    view: null,
    visitor: null,
    visitor_kind: null,
    user: null,
    url: null,
    title: null,
    referrer: null,
    search: null,
    campaign: { source: null, medium: null, name: null, term: null, content: null },
    click: null,
    link: null,
    message: null,
    sent_time: null,
    tracking: null,
    token: null,
    data: {},
    engagement: { ms: null, scroll: null },
    weight: 1,
    client: {
      ip: null,
      user_agent: null,
      language: null,
      screen: null,
      viewport: null,
      timezone: null,
    },
    consent: 'unset',
    ...overrides,
  };
}
