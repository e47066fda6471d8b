import { uuidOf, type BenchEvent } from './events.ts';

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** An event as the collector stores it. */
export function eventObject(index: number, event: BenchEvent): object {
  const { visitor, visit, timeMs, name, path, referrer, isNewsletter, revenue } = event;
  const host = `www.${visitor.site}.example`;
  const time = new Date(timeMs).toISOString();
  return {
    v: 1,
    id: uuidOf(index, 1),
    type: name === null ? 'pageview' : 'event',
    ...(name === null ? {} : { name }),
    time,
    client_time: time,
    site: visitor.site,
    view: uuidOf(visit, 2).slice(0, 13),
    visitor: uuidOf(visitor.number, 3),
    visitor_kind: 'cookie',
    url: `https://${host}${path}${isNewsletter ? '?utm_source=newsletter&utm_medium=email' : ''}`,
    title: `Page ${path}`,
    ...(referrer === null ? {} : { referrer: `https://${referrer}/post` }),
    ...(isNewsletter ? { campaign: { source: 'newsletter', medium: 'email' } } : {}),
    ...(revenue === null ? {} : { data: { revenue, currency: 'CHF' } }),
    weight: 1,
    client: {
      ip: '203.0.113.0',
      user_agent: userAgent,
      browser: `${visitor.browser} 142`,
      os: visitor.os,
      device: visitor.device,
      language: visitor.language,
      screen: visitor.screen,
      viewport: '1280x720',
      timezone: 'Europe/Zurich',
      country: visitor.country,
    },
    actor: 'human',
    consent: 'unset',
  };
}
