import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  exportSettings,
  importSettings,
  openSettings,
  parseSettingsFile,
  SettingsError,
} from '../../src/settings/index.ts';
import { scratchSettings } from '../support/scratch-settings.ts';

const file = {
  goals: [
    { name: 'Signup', site: 'acme', event: 'signup' },
    { name: 'Signup', site: 'beta', event: 'signup' },
  ],
  funnels: [
    {
      name: 'Sales',
      site: 'acme',
      steps: [{ name: 'Pricing', page: '/pricing' }, { goal: 'Signup' }],
    },
  ],
  segments: [{ name: 'Swiss', site: 'acme', filter: ['is', 'country', ['CH']] }],
  annotations: [{ site: 'acme', day: '2026-11-01', text: 'new prices' }],
};

function problemsOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
  }
  return [];
}

describe('a file of settings', () => {
  it('is imported once, however often', () => {
    const settings = openSettings(scratchSettings());
    const parsed = parseSettingsFile(file);
    expect(importSettings(settings, parsed)).toEqual({ created: 5, updated: 0, unchanged: 0 });
    expect(importSettings(settings, parsed)).toEqual({ created: 0, updated: 0, unchanged: 5 });
    const changed = parseSettingsFile({
      goals: [{ name: 'Signup', site: 'acme', event: 'joined' }],
    });
    const { id } = settings.goals.list(['acme'])[0] ?? { id: 0 };
    expect(importSettings(settings, changed)).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(settings.goals.get(id).filter).toEqual(['is', 'event', ['joined']]);
    expect(settings.funnels.list(null)).toHaveLength(1);
    settings.close();
  });

  it('has the form that the README shows', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, json = ''] = /^```json\n([^`]*)^```$/m.exec(readme) ?? [];
    const settings = openSettings(scratchSettings());
    const counts = importSettings(settings, parseSettingsFile(JSON.parse(json)));
    expect(counts.created).toBe(6);
    settings.close();
  });

  it('comes out as it went in', () => {
    const [settings, other] = [openSettings(scratchSettings()), openSettings(scratchSettings())];
    importSettings(settings, parseSettingsFile(file));
    const exported = exportSettings(settings, null);
    expect(exported).toEqual(parseSettingsFile(file));
    importSettings(other, parseSettingsFile(JSON.parse(JSON.stringify(exported))));
    expect(exportSettings(other, null)).toEqual(exported);
    expect(exportSettings(other, ['beta'])).toMatchObject({
      goals: [{ site: 'beta' }],
      funnels: [],
    });
    settings.close();
    other.close();
  });

  it('is refused with every problem of it', () => {
    const wrong = {
      goals: [{ name: 'Signup', site: 'acme' }],
      funnels: [{ ...file.funnels[0], steps: [] }],
      annotations: [{ ...file.annotations[0], day: 'yesterday' }],
      links: [],
    };
    expect(problemsOf(() => parseSettingsFile(wrong)).map(({ path }) => path)).toEqual([
      'goals[0].filter',
      'funnels[0].steps',
      'annotations[0].day',
      'links',
    ]);
    const twice = { goals: [...file.goals, file.goals[0]] };
    expect(problemsOf(() => parseSettingsFile(twice))).toMatchObject([{ path: 'goals[2]' }]);
  });

  it('is imported whole or not at all', () => {
    const settings = openSettings(scratchSettings());
    const funnels = ['One', 'Two'].map((name) => ({
      ...file.funnels[0],
      name,
      steps: [{ goal: 'Signup' }, { goal: name }],
    }));
    const parsed = parseSettingsFile({ ...file, funnels });
    expect(problemsOf(() => importSettings(settings, parsed))).toEqual([
      { path: 'funnels[0].steps[1].goal', message: 'expected one of Signup' },
      { path: 'funnels[1].steps[1].goal', message: 'expected one of Signup' },
    ]);
    expect(exportSettings(settings, null).goals).toEqual([]);
    settings.close();
  });
});
