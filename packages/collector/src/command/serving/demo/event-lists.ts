import { eventRow, type ShownEvent } from './event-row.ts';
import { writeList } from './row.ts';

/** Greatest number of rows of each list: nobody reads more. */
const maxRows = { events: 12, sent: 5 };

const emailTypes: readonly (string | null)[] = ['open', 'click', 'unsubscribe'];

/** Writes the list of the latest events of any kind. */
export function latestList(events: readonly ShownEvent[]): string {
  const rows = events
    .slice(0, maxRows.events)
    .map((event, index) => eventRow(event, 'event', index === 0 ? 'record' : null));
  return writeList('events', 'Latest events', rows, 'No event yet: the first appears by itself.');
}

/** Writes the list of the latest events of emails: opens, clicks and unsubscribes. */
export function emailList(events: readonly ShownEvent[]): string {
  const rows = events
    .filter(({ event }) => emailTypes.includes(event.type))
    .slice(0, maxRows.sent)
    .map((event, index) => eventRow(event, 'email', index === 0 ? 'open' : null));
  return writeList('sent', 'What the email sent', rows, 'Nothing yet: open the email.');
}
