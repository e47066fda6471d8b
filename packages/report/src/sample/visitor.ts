import { countries, devices } from './catalogue.ts';
import { randomUuid } from './event-builder.ts';
import type { Random } from './random.ts';

/** A visitor of the sample, with the members that all of their events share. */
export interface SampleVisitor {
  /** Members of the visitor's events on a day. */
  membersOn(day: number): Readonly<Record<string, unknown>>;
}

/** Creates a visitor; most have a cookie, some a hash that is valid for a day, some nothing. */
export function createVisitor(random: Random): SampleVisitor {
  const kind = random.weighted([
    ['cookie', 70],
    ['daily', 25],
    [null, 5],
  ] as const);
  const visitor = kind === 'cookie' ? randomUuid(random) : null;
  const client = {
    ip: `203.0.${random.below(256)}.0`,
    ...random.weighted(devices),
    ...random.weighted(countries),
  };
  const consent = kind === 'cookie' && random.chance(0.3) ? { consent: 'granted' } : {};
  const days = new Map<number, string>();

  function hashOf(day: number): string {
    const known = days.get(day) ?? random.hex(32);
    days.set(day, known);
    return known;
  }

  return {
    membersOn: (day) => ({
      ...(kind === null ? {} : { visitor: visitor ?? hashOf(day), visitor_kind: kind }),
      client,
      actor: 'human',
      ...consent,
    }),
  };
}
