import type { VNode } from 'preact';
import { Datum } from '../parts/datum.tsx';
import { nameOfValue, readablePath } from '../parts/name-of-value.ts';
import type { SiteView } from '../view.ts';
import { textOf, type ShownEvent } from './read-event.ts';

/** Members of `data` that a line has room for. */
const maxData = 3;

/** Summary of an event in one line. */
export function EventSummary({ view, event }: { view: SiteView; event: ShownEvent }): VNode {
  const [first, ...rest] = partsOf(view, event).filter((part) => part !== '');
  return (
    <>
      <Datum text={first ?? ''} view={view} />
      {rest.map((part) => (
        <>
          {' '}
          <span class="small">
            <Datum text={part} view={view} />
          </span>
        </>
      ))}
    </>
  );
}

/** Texts of an event's line: the first stands out, the others are small; empty ones are left out. */
function partsOf(view: SiteView, event: ShownEvent): readonly string[] {
  const { text } = event;
  const path = pathOf(text('url'));
  switch (event.type) {
    case 'pageview':
      return [text('title') || path, text('title') === '' ? '' : path];
    case 'engagement':
      return [engagementOf(view, event), path];
    case 'event':
      return [text('name'), ...dataOf(event), path];
    case 'click':
      return [text('message'), text('link.label'), pathOf(text('link.url'))];
    default:
      return [text('message'), textOf(event.data['subject'])];
  }
}

function engagementOf({ texts, numbers }: SiteView, { text }: ShownEvent): string {
  const [ms, scroll] = [text('engagement.ms'), text('engagement.scroll')];
  const seen = numbers
    .duration(Number(ms) / 1_000)
    .map(([part]) => part)
    .join('');
  return [
    ms === '' ? '' : texts.events.seen(seen),
    scroll === '' ? '' : texts.events.scrolled(numbers.percent(Number(scroll) / 100)),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function dataOf({ data }: ShownEvent): readonly string[] {
  return Object.entries(data)
    .slice(0, maxData)
    .map(([name, value]) => `${name} ${textOf(value)}`);
}

/** Path and query of an address; a text that is no address is shown as it is. */
function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return readablePath(pathname) + search;
}

/** Short name of the person behind an event; empty: not known. */
export function whoOf({ text }: ShownEvent): string {
  return text('user') || text('recipient') || text('visitor').slice(0, 8);
}

/** Browser, system and country of an event. */
export function clientOf(view: SiteView, { text }: ShownEvent): string {
  const country = text('client.country');
  const place = country === '' ? '' : nameOfValue('country', country, view.texts);
  return [text('client.browser'), text('client.os'), place]
    .filter((part) => part !== '')
    .join(', ');
}
