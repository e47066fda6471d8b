import { describe, expect, it } from 'vitest';
import {
  parseAnnotation,
  parseFunnel,
  parseGoal,
  parseSegment,
  SettingsError,
} from '../../src/settings/index.ts';

const named = { name: 'Signup', site: 'acme' };
const steps = [{ name: 'Pricing', page: '/pricing' }, { goal: 'Signup' }];

function problemsOf(parse: (input: unknown) => unknown, input: unknown) {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
  }
  return [];
}

describe('parseGoal', () => {
  it.each([
    [{ event: 'signup' }, { type: 'event', filter: ['is', 'event', ['signup']] }],
    [{ page: '/thanks' }, { type: 'pageview', filter: ['is', 'page', ['/thanks']] }],
    [
      { type: 'pageview', filter: ['contains', 'page', ['/blog/']] },
      { type: 'pageview', filter: ['contains', 'page', ['/blog/']] },
    ],
    [
      { filter: ['is', 'data.plan', ['pro']] },
      { type: null, filter: ['is', 'data.plan', ['pro']] },
    ],
  ])('takes %j', (choice, expected) => {
    const goal = parseGoal({ ...named, ...choice });
    expect(goal).toEqual({ ...named, ...expected });
    expect(parseGoal(goal)).toEqual(goal);
  });

  it.each([
    ['name', { event: 'signup', name: ' ' }, 'a name'],
    ['name', { event: 'signup', name: '(none)' }, 'other than (none)'],
    ['site', { event: 'signup', site: '' }, 'a site'],
    ['page', { event: 'signup', page: '/' }, 'name, site, event'],
    ['filter', {}, 'a value'],
    ['filter', { filter: ['likes', 'page', ['/']] }, 'begins with one of'],
    ['filter', { filter: ['is', 'time:day', ['2026-11-01']] }, 'without time:day'],
    ['filter', { filter: ['matches', 'page', ['x'.repeat(1_001)]] }, '1000 characters'],
    ['type', { type: 'open', filter: ['is', 'page', ['/']] }, 'event, pageview'],
    ['event', { event: 7 }, "an event's name"],
  ])('tells what is wrong with %s of %j', (path, part, accepted) => {
    const problems = problemsOf(parseGoal, { ...named, ...part });
    expect(problems).toMatchObject([{ path }]);
    expect(problems[0]?.message).toContain(accepted);
  });

  it('refuses what lies deeper than any goal', () => {
    let filter: unknown = ['is', 'page', ['/']];
    for (let depth = 0; depth < 10_000; depth += 1) filter = ['not', filter];
    expect(problemsOf(parseGoal, { ...named, filter })).toMatchObject([{ path: '' }]);
  });
});

describe('parseFunnel', () => {
  it('takes steps that are goals, events, pages or filters', () => {
    expect(parseFunnel({ ...named, steps, window_hours: 24 })).toEqual({
      ...named,
      steps: [
        { name: 'Pricing', type: 'pageview', filter: ['is', 'page', ['/pricing']] },
        { goal: 'Signup' },
      ],
      window_hours: 24,
    });
  });

  it.each([
    ['steps', { steps: steps.slice(1) }],
    ['steps', { steps: Array.from({ length: 9 }, () => ({ goal: 'Signup' })) }],
    ['steps[0].name', { steps: [{ page: '/' }, { goal: 'Signup' }] }],
    ['steps[0].page', { steps: [{ goal: 'Signup', page: '/' }, { goal: 'Signup' }] }],
    ['window_hours', { steps, window_hours: 0 }],
    ['color', { steps, color: 'red' }],
  ])('tells that %s is wrong', (path, part) => {
    expect(problemsOf(parseFunnel, { ...named, ...part })).toMatchObject([{ path }]);
  });
});

describe('parseSegment and parseAnnotation', () => {
  it('take what is in form', () => {
    const segment = { ...named, filter: ['is', 'country', ['CH']] };
    expect(parseSegment(segment)).toEqual(segment);
    const annotation = { site: 'acme', day: '2026-11-01', text: 'new prices' };
    expect(parseAnnotation(annotation)).toEqual(annotation);
  });

  it('tell what is wrong', () => {
    expect(problemsOf(parseSegment, named)).toMatchObject([{ path: 'filter' }]);
    expect(
      problemsOf(parseAnnotation, { site: 'acme', day: '2026-02-30', text: '' }),
    ).toMatchObject([{ path: 'day' }, { path: 'text' }]);
  });
});
