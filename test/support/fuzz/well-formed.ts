import type { Event } from '@hitmark/collector';
import { wholeAddresses } from './headers.ts';

const uuid7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const uuid4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const types = ['pageview', 'engagement', 'event', 'open', 'click', 'unsubscribe'];

/** Finds breaches of the event's rules (DESIGN §3.3), whoever sent it. */
export function findFaults(event: Partial<Event>): string[] {
  const { v, id = '', type = '', time = '', visitor, client, weight = 1 } = event;
  const faults = {
    version: v !== 1,
    id: !uuid7.test(id),
    type: !types.includes(type),
    time: new Date(time).toISOString() !== time,
    visitor: visitor != null && !uuid4.test(visitor),
    weight: !(weight >= 1),
    address: client?.ip != null && !/\.0$|::$/.test(client.ip),
    'whole address': wholeAddresses.some((address) => client?.ip === address),
    prototype: Object.hasOwn(event.data ?? {}, '__proto__'),
  };
  return Object.entries(faults).flatMap(([fault, isThere]) => (isThere ? [fault] : []));
}
