import type { Goal } from '../query/goal.ts';
import type { Annotation, Funnel, Segment } from '../settings/items.ts';
import { sampleSite } from './event-builder.ts';
import { dayMs } from './timeline.ts';

/** Settings that an operator might have for the site of the sample. */
interface SampleSettings {
  readonly goals: readonly Goal[];
  readonly funnels: readonly Funnel[];
  readonly segments: readonly Segment[];
  readonly annotations: readonly Annotation[];
}

const goalOf = (name: string, type: Goal['type'], filter: Goal['filter']): Goal => ({
  name,
  site: sampleSite,
  type,
  filter,
});

/** Goals, a funnel, a segment and a note that go with the events of `sampleEvents` for the same time. */
export function sampleSettings(nowMs: number): SampleSettings {
  const dayOf = (daysAgo: number): string =>
    new Date(nowMs - daysAgo * dayMs).toISOString().slice(0, 10);
  return {
    goals: [
      goalOf('Order placed', 'event', ['is', 'event', ['order']]),
      goalOf('Newsletter sign-up', 'event', ['is', 'event', ['signup']]),
      goalOf('Basket filled', 'event', ['is', 'event', ['add_to_basket']]),
      goalOf('Guide read', 'pageview', ['contains', 'page', ['/guides/']]),
    ],
    funnels: [
      {
        name: 'From a coffee to an order',
        site: sampleSite,
        steps: [
          { name: 'Saw a coffee', type: 'pageview', filter: ['contains', 'page', ['/coffee/']] },
          { goal: 'Basket filled' },
          { name: 'Began to pay', type: 'pageview', filter: ['is', 'page', ['/checkout']] },
          { goal: 'Order placed' },
        ],
        window_hours: null,
      },
    ],
    segments: [
      {
        name: 'Phones in Switzerland',
        site: sampleSite,
        filter: [
          'and',
          [
            ['is', 'country', ['CH']],
            ['is', 'device', ['mobile']],
          ],
        ],
      },
    ],
    annotations: [
      { site: sampleSite, day: dayOf(17), text: 'Free shipping begins' },
      { site: sampleSite, day: dayOf(3), text: 'Sale' },
    ],
  };
}
