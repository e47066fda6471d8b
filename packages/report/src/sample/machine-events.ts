import { countries, machines, pages } from './catalogue.ts';
import { onPage, randomUuid, uuidAt, type BuildEvent, type SampleEvent } from './event-builder.ts';
import type { Random } from './random.ts';

/** Makes the views of a program, each with a cookie of its own, since programs keep none. */
export function* machineEvents(
  startMs: number,
  build: BuildEvent,
  random: Random,
): Iterable<SampleEvent> {
  const { userAgent, actor, reasons } = random.weighted(machines);
  const { country } = random.weighted(countries);
  const client = { ip: `198.51.${random.below(256)}.0`, user_agent: userAgent, country };
  const count = 1 + random.below(4);
  for (let view = 0; view < count; view += 1) {
    const atMs = startMs + view * 2_000;
    yield build('pageview', atMs, {
      ...onPage(random.weighted(pages)),
      view: uuidAt(atMs, random),
      visitor: randomUuid(random),
      visitor_kind: 'cookie',
      client,
      actor,
      actor_reasons: reasons,
    });
  }
}
