import { wire, type QueryValue, type WireName } from '@hitmark/codec/hit';
import { searchTerm } from './search-term.ts';

/** What a page view tells beyond what every hit does, by the names of the wire format. */
export function pageView(): Partial<Record<WireName, QueryValue>> {
  return {
    [wire.title]: document.title,
    [wire.referrer]: document.referrer,
    [wire.search]: searchTerm(location.search),
    [wire.language]: navigator.language,
    [wire.screen]: `${screen.width}x${screen.height}`,
    [wire.viewport]: `${innerWidth}x${innerHeight}`,
    [wire.timezone]: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
