import { onTestFinished } from 'vitest';
import { openSettings, parseGoal, parseSegment, type Settings } from '../../src/settings/index.ts';
import { scratchSettings } from './scratch-settings.ts';

const sites = ['acme', 'beta', "o'brien", '(none)'];

/** Goals that some of each other's events meet, some on one site only, some by the event's visit. */
const goals = [
  { name: 'Signup', event: 'signup' },
  { name: "'; DROP TABLE events; --", event: 'purchase' },
  { name: 'Pricing', page: '/pricing' },
  { name: 'Blog', filter: ['contains', 'page', ['/blog/', '%']] },
  { name: 'By Google', type: 'event', filter: ['is', 'source', ['Google']] },
  {
    name: 'Pro',
    filter: [
      'or',
      [
        ['is', 'data.plan', ['pro']],
        ['is', 'event', ['signup']],
      ],
    ],
  },
  { name: 'From home', type: 'pageview', filter: ['is', 'entry_page', ['/']] },
  {
    name: '=1+1 😀',
    filter: [
      'and',
      [
        ['matches', 'event', ['^s']],
        ['not', ['is', 'country', ['DE']]],
      ],
    ],
  },
];

const segments = [
  { name: 'Swiss', filter: ['is', 'country', ['CH', 'DE']] },
  { name: 'Views', filter: ['not', ['is', 'event', ['signup', 'purchase']]] },
  {
    name: 'Odd',
    filter: [
      'or',
      [
        ['is', 'entry_page', ['/', '(none)']],
        ['contains_not', 'page', ['a']],
      ],
    ],
  },
];

/** Settings with goals and segments of all sites of random journals. */
export function openRandomSettings(): Settings {
  const settings = openSettings(scratchSettings());
  onTestFinished(() => settings.close());
  for (const [index, site] of sites.entries()) {
    for (const goal of goals.slice(index)) settings.goals.create(parseGoal({ ...goal, site }));
    for (const segment of segments) settings.segments.create(parseSegment({ ...segment, site }));
  }
  return settings;
}
