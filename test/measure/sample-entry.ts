import type { Entry, Event } from '@hitmark/collector';

const events = Array.from({ length: 1_000 }, (_, number) => sampleEvent(number, Date.now()));

/**
 * An entry of the usual size: what a page view becomes. Each has an identity of its own; events there are
 * a thousand of, so that making them is not what is measured.
 */
export function sampleEntry(number: number): Entry {
  const received = Date.now();
  const random = number.toString(36).padStart(13, '0');
  return {
    received,
    hit: { time: received, identity: JSON.stringify(['northwind', random]) },
    event: events[number % events.length] as Event,
  };
}

function sampleEvent(number: number, received: number): Event {
  const time = new Date(received).toISOString();
  // Members that are empty are left out, as on disk.
  const event = {
    v: 1,
    id: `0195b1a4-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
    type: 'pageview',
    time,
    client_time: time,
    site: 'northwind',
    view: '2c5s6hvybvwg3',
    visitor: '8c2f1f6e-0d5b-4c3a-9f27-5b1e6a7d8c90',
    visitor_kind: 'cookie',
    url: `https://www.northwind-outdoor.com/womens/hiking-boots-gtx/?utm_source=newsletter&n=${number}`,
    title: 'Hiking boots GTX',
    referrer: 'https://www.example.org/',
    campaign: { source: 'newsletter' },
    data: {},
    weight: 1,
    client: {
      ip: '203.0.113.0',
      user_agent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      language: 'de-CH',
      screen: '1920x1080',
      viewport: '1280x720',
      timezone: 'Europe/Zurich',
    },
    consent: 'unset',
  };
  return event as unknown as Event;
}
