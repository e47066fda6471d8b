import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openSettings, parseFunnel, parseGoal } from '../../src/settings/index.ts';
import { readOutline } from '../../src/email-outline/read-outline.ts';
import { scratchSettings } from '../support/scratch-settings.ts';

const recipient = 'erase-me@example.com';
const forgotten = [{ by: 'recipient', value: recipient }] as const;
const link = { site: 'acme', name: 'of the board', expiresMs: 2e12 };

/** All bytes of the folder, the files that SQLite keeps beside the database included. */
function bytesBeside(path: string): string {
  const folder = dirname(path);
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join();
}

function fill(path: string) {
  const settings = openSettings(path);
  const page = `/account/${encodeURIComponent(recipient)}`;
  settings.goals.create(parseGoal({ name: `Goal of ${recipient}`, site: 'acme', page }));
  settings.funnels.create(
    parseFunnel({
      name: 'Sales',
      site: 'acme',
      steps: [{ name: 'Pricing', page: '/pricing' }, { goal: `Goal of ${recipient}` }],
    }),
  );
  settings.segments.create({
    name: 'Them',
    site: 'acme',
    filter: ['and', [['not', ['is', 'recipient', [recipient, 'other@example.com']]]]],
  });
  settings.annotations.create({ site: 'acme', day: '2026-11-01', text: `${recipient} has called` });
  settings.annotations.create({ site: 'acme', day: '2026-11-01', text: 'new prices' });
  settings.sharedLinks.create({ ...link, filter: ['is', 'recipient', [recipient]] }, 0);
  const mistake = settings.segments.create({
    name: 'Deleted',
    site: 'acme',
    filter: ['is', 'recipient', [recipient]],
  });
  settings.segments.delete(mistake.id);
  return settings;
}

describe('forgetting somebody in the settings', () => {
  it('leaves no byte of them in any file, while others have it open and after it is closed', () => {
    const path = scratchSettings();
    const settings = fill(path);
    const other = openSettings(path);
    expect(bytesBeside(path)).toContain('erase-me');
    expect(settings.forget(forgotten)).toBe(5);
    expect(bytesBeside(path)).not.toContain('erase-me');
    expect(other.annotations.list(null)).toHaveLength(2);
    other.close();
    settings.close();
    expect(bytesBeside(path)).not.toContain('erase-me');
    expect(bytesBeside(path)).toContain('new prices');
  });

  it('keeps the rest of what named them, and all else as it was', () => {
    const settings = fill(scratchSettings());
    settings.forget(forgotten);
    expect(settings.goals.list(null)).toMatchObject([
      { name: 'Goal of (erased)', filter: ['is', 'page', ['/account/(erased)']] },
    ]);
    expect(settings.funnels.list(null)).toMatchObject([
      { steps: [{ name: 'Pricing' }, { goal: 'Goal of (erased)' }] },
    ]);
    expect(settings.segments.list(null)).toMatchObject([
      { filter: ['and', [['not', ['is', 'recipient', ['(erased)', 'other@example.com']]]]] },
    ]);
    expect(settings.annotations.list(null).map(({ text }) => text)).toEqual([
      '(erased) has called',
      'new prices',
    ]);
    expect(settings.sharedLinks.list(null)).toMatchObject([
      { ...link, filter: ['is', 'recipient', ['(erased)']] },
    ]);
    expect(settings.forget(forgotten)).toBe(0);
    settings.close();
  });

  it('takes a short name out of filters by it, and out of no other text', () => {
    const settings = openSettings(scratchSettings());
    const filterOf = (value: string) =>
      [
        'and',
        [
          ['is', 'data.customer', [value]],
          ['is', 'country', [value]],
        ],
      ] as const;
    settings.segments.create({ name: 'CH and more', site: 'acme', filter: filterOf('CH') });
    expect(settings.forget([{ by: 'data', name: 'customer', value: 'CH' }])).toBe(1);
    expect(settings.segments.list(null)).toMatchObject([
      {
        name: 'CH and more',
        filter: [
          'and',
          [
            ['is', 'data.customer', ['(erased)']],
            ['is', 'country', ['CH']],
          ],
        ],
      },
    ]);
    settings.close();
  });

  it('deletes what is the same as another without them', () => {
    const settings = openSettings(scratchSettings());
    for (const text of ['erase-me-1', 'erase-me-2']) {
      settings.annotations.create({ site: 'acme', day: '2026-11-01', text });
    }
    const both = ['erase-me-1', 'erase-me-2'].map((value) => ({ by: 'user', value }) as const);
    expect(settings.forget(both)).toBe(2);
    expect(settings.annotations.list(null)).toMatchObject([{ text: '(erased)' }]);
    settings.close();
  });

  it('takes them out of outlines of emails, and of the names of those', () => {
    const path = scratchSettings();
    const settings = openSettings(path);
    const outlineOf = (text: string) => readOutline(`<p>Hello ${text}, read on</p>`);
    settings.emails.put('acme', 'news', outlineOf(recipient));
    settings.emails.put('acme', `to ${recipient}`, outlineOf('you'));
    settings.emails.put('acme', 'other', outlineOf('other@example.com'));
    expect(bytesBeside(path)).toContain('erase-me');
    expect(settings.forget(forgotten)).toBe(2);
    expect(bytesBeside(path)).not.toContain('erase-me');
    expect(settings.emails.get('acme', 'news')).toEqual(outlineOf('(erased)'));
    expect(settings.emails.get('acme', 'to (erased)')).toEqual(outlineOf('you'));
    expect(settings.emails.get('acme', 'other')).toEqual(outlineOf('other@example.com'));
    expect(settings.forget(forgotten)).toBe(0);
    settings.close();
  });

  it('says that bytes are left where another program reads the file', () => {
    const path = scratchSettings();
    const settings = fill(path);
    const reader = new DatabaseSync(path);
    reader.exec('BEGIN; SELECT count(*) FROM goals');
    expect(() => settings.forget(forgotten)).toThrow(/another program reads report-settings.db/);
    reader.exec('COMMIT');
    reader.close();
    settings.forget(forgotten);
    expect(bytesBeside(path)).not.toContain('erase-me');
    settings.close();
  });
});

describe('forgetting a site in the settings', () => {
  it('deletes what is kept for it, and nothing of another whose words name it', () => {
    const path = scratchSettings();
    const settings = fill(path);
    settings.annotations.create({ site: 'other', day: '2026-11-01', text: 'acme was closed' });
    settings.forget([{ by: 'site', value: 'acme' }]);
    const { goals, funnels, segments, annotations, sharedLinks } = settings;
    for (const each of [goals, funnels, segments, sharedLinks]) expect(each.list(null)).toEqual([]);
    expect(annotations.list(null)).toMatchObject([{ site: 'other', text: 'acme was closed' }]);
    settings.close();
    expect(bytesBeside(path)).not.toContain('Pricing');
  });
});
