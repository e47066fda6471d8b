import { eventCsvHead, eventCsvLine, parseEvent } from '@hitmark/codec/event';
import type { EventFormat } from './event-format.ts';

/** RFC 4180, with the columns' names in the first line. */
export const csv: EventFormat = {
  head: eventCsvHead,
  line: (event) => eventCsvLine(parseEvent(event)),
};
