import { sampleHost, type SamplePage } from './catalogue.ts';
import type { Random } from './random.ts';

/** Site of all that is made up. */
export const sampleSite = 'sample';

/** An event of the sample, as it stands in a journal: without what is null or empty. */
export interface SampleEvent {
  readonly v: 1;
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly site: typeof sampleSite;
  readonly [member: string]: unknown;
}

/** Builds an event of a type at a time. */
export type BuildEvent = (
  type: string,
  timeMs: number,
  members: Readonly<Record<string, unknown>>,
) => SampleEvent;

export function createEventBuilder(random: Random): BuildEvent {
  return (type, timeMs, members) => ({
    v: 1,
    id: uuidAt(timeMs, random),
    type,
    time: new Date(timeMs).toISOString(),
    site: sampleSite,
    ...members,
  });
}

/** A uuid v7: its first 48 bits are the time. */
export function uuidAt(timeMs: number, random: Random): string {
  const time = timeMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${random.hex(3)}-${random.hex(12)}`;
}

/** A uuid v4, as cookies have. */
export function randomUuid(random: Random): string {
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${random.hex(3)}-${random.hex(12)}`;
}

/** Members of an event on a page. */
export function onPage(page: SamplePage, query = ''): Readonly<Record<string, unknown>> {
  return { url: new URL(page.path + query, `https://${sampleHost}`).href, title: page.title };
}
