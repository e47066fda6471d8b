import { styleText } from 'node:util';
import { parseEvent, type Event, type ParsedEvent } from '@hitmark/codec/event';
import { escapeControls } from '@hitmark/codec/text';
import type { EventFormat } from './event-format.ts';

type Style = Parameters<typeof styleText>[0];

const colours: Readonly<Record<Event['type'], Style>> = {
  pageview: 'blue',
  engagement: 'gray',
  event: 'green',
  sent: 'white',
  open: 'cyan',
  click: 'magenta',
  unsubscribe: 'red',
};

/** Format for people: when, what, where, who. It has colours if stdout is a terminal and NO_COLOR is not set. */
export const text: EventFormat = {
  head: '',
  line: (event) => `${describe(parseEvent(event))}\n`,
};

function describe(event: ParsedEvent): string {
  const { time, name, site, url, link, title, search } = event;
  const type = event.type ?? 'event';
  const data = Object.keys(event.data).length === 0 ? null : JSON.stringify(event.data);
  const parts: readonly (readonly [Style, string | null | undefined])[] = [
    ['dim', time?.replace('T', ' ').replace('Z', '')],
    [colours[type], type.padEnd(11)],
    ['bold', name],
    ['dim', site],
    ['reset', link?.url ?? url],
    ['dim', title],
    ['yellow', search],
    ['reset', data],
    ['dim', event.user ?? event.visitor],
    ['red', event.actor === 'machine' ? 'machine' : null],
  ];
  return parts
    .flatMap(([style, value]) => (value == null || value === '' ? [] : [paint(style, value)]))
    .join('  ');
}

function paint(style: Style, value: string): string {
  return styleText(style, escapeControls(value), { stream: process.stdout });
}
