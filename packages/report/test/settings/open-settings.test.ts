import { statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openSettings, parseFunnel, parseGoal, SettingsError } from '../../src/settings/index.ts';
import { scratchSettings } from '../support/scratch-settings.ts';

const signup = parseGoal({ name: 'Signup', site: 'acme', event: 'signup' });
const thanks = parseGoal({ name: 'Thanks', site: 'acme', page: '/thanks' });
const funnel = parseFunnel({
  name: 'Sales',
  site: 'acme',
  steps: [{ name: 'Pricing', page: '/pricing' }, { goal: 'Signup' }],
});

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof SettingsError) return error.code;
    throw error;
  }
}

describe('the file of settings', () => {
  it('keeps what was made, for its owner only', () => {
    const path = scratchSettings();
    const settings = openSettings(path);
    const goal = settings.goals.create(signup);
    settings.funnels.create(funnel);
    settings.segments.create({ name: 'Swiss', site: 'acme', filter: ['is', 'country', ['CH']] });
    settings.annotations.create({ site: 'acme', day: '2026-11-01', text: 'new prices' });
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    settings.close();
    const again = openSettings(path);
    expect(again.goals.list(['acme'])).toEqual([{ id: goal.id, ...signup }]);
    expect(again.funnels.list(null)).toMatchObject([funnel]);
    expect(again.segments.list(null)).toMatchObject([{ name: 'Swiss' }]);
    expect(again.annotations.list(['acme'])).toMatchObject([{ text: 'new prices' }]);
    expect(again.goals.list(['beta'])).toEqual([]);
    again.close();
  });

  it('is left as it is where a newer hitmark has written it', () => {
    const path = scratchSettings();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 999');
    database.close();
    expect(() => openSettings(path)).toThrow(/version 999.*upgrade hitmark/);
    expect(codeOf(() => openSettings(path))).toBe('settings-newer');
  });

  it('is refused with a word where it is none', () => {
    const path = scratchSettings();
    writeFileSync(path, 'not a database'.repeat(100));
    expect(codeOf(() => openSettings(path))).toBe('settings-unavailable');
    expect(codeOf(() => openSettings('/nowhere/report-settings.db'))).toBe('settings-unavailable');
  });
});

describe('goals', () => {
  it('are changed and deleted by their id', () => {
    const settings = openSettings(scratchSettings());
    const { id } = settings.goals.create(signup);
    expect(settings.goals.update(id, { ...signup, name: 'Joined' })).toMatchObject({
      id,
      name: 'Joined',
    });
    settings.goals.delete(id);
    expect(settings.goals.list(null)).toEqual([]);
    for (const work of [
      () => settings.goals.get(id),
      () => settings.goals.update(id, signup),
      () => settings.goals.delete(id),
    ]) {
      expect(codeOf(work)).toBe('setting-missing');
    }
    settings.close();
  });

  it('have names of their own on a site, and the same on another', () => {
    const settings = openSettings(scratchSettings());
    settings.goals.create(signup);
    const { id } = settings.goals.create(thanks);
    expect(codeOf(() => settings.goals.create(signup))).toBe('setting-taken');
    expect(codeOf(() => settings.goals.update(id, signup))).toBe('setting-taken');
    expect(codeOf(() => settings.goals.create({ ...signup, site: 'beta' }))).toBeNull();
    settings.close();
  });

  it('are at most a hundred on a site', () => {
    const settings = openSettings(scratchSettings());
    for (let number = 0; number < 100; number += 1) {
      settings.goals.create({ ...signup, name: `Goal ${number}` });
    }
    expect(codeOf(() => settings.goals.create(signup))).toBe('settings-full');
    expect(codeOf(() => settings.goals.create({ ...signup, site: 'beta' }))).toBeNull();
    settings.close();
  });
});

describe('a funnel', () => {
  it('needs goals that are there, follows their names, and keeps them', () => {
    const settings = openSettings(scratchSettings());
    expect(() => settings.funnels.create(funnel)).toThrow(/steps\[1]\.goal: expected no goal/);
    const goal = settings.goals.create(signup);
    const { id } = settings.funnels.create(funnel);
    settings.goals.update(goal.id, { ...signup, name: 'Joined' });
    expect(settings.funnels.get(id).steps[1]).toEqual({ goal: 'Joined' });
    expect(codeOf(() => settings.goals.delete(goal.id))).toBe('setting-in-use');
    expect(codeOf(() => settings.goals.update(goal.id, { ...signup, site: 'beta' }))).toBe(
      'setting-in-use',
    );
    settings.funnels.delete(id);
    settings.goals.delete(goal.id);
    expect(settings.goals.list(null)).toEqual([]);
    settings.close();
  });
});

describe('changes that are made together', () => {
  it('are all taken back where one fails', () => {
    const settings = openSettings(scratchSettings());
    const work = (): void =>
      settings.together(() => {
        settings.goals.create(signup);
        settings.goals.create(signup);
      });
    expect(codeOf(work)).toBe('setting-taken');
    expect(settings.goals.list(null)).toEqual([]);
    settings.close();
  });
});
