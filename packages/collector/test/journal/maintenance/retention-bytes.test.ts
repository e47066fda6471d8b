import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMaintenance } from '../../../src/journal/maintenance/maintenance.ts';
import { openWriter } from '../../../src/journal/writer/writer.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { otherConnection, storedTitles } from '../sample-journal.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const noon = 1_700_000_000_000;

/** A journal with events of very different length, the first half of them a day older. */
function fill(data: string) {
  const path = join(data, 'journal.db');
  const file = { path, maxBytes: null, retentionDays: 1, lockTimeoutMs: 50 };
  const writer = openWriter(file);
  const maintenance = openMaintenance(file);
  onTestFinished(() => {
    maintenance.close();
    writer.close();
  });
  for (let batch = 0; batch < 40; batch += 1) {
    const old = batch < 20;
    const rows = Array.from({ length: 50 }, (_nothing, index) => ({
      received: old ? noon : noon + dayMs,
      event: JSON.stringify({
        title: `${old ? 'forget-me' : 'keep-me'} ${batch}`,
        filler: (old ? 'forget-me' : 'keep-me').repeat((index * 37) % 700),
      }),
      hitTime: batch,
      hitIdentity: JSON.stringify([old ? 'forget-me' : 'keep-me', index]),
      site: null,
      click: null,
      webhook: old ? '{"url":"https://forget-me.example/"}' : null,
    }));
    writer.commit(rows);
  }
  return { path, maintenance };
}

const holds = (data: string, text: string): string[] =>
  readdirSync(data).filter((name) => readFileSync(join(data, name)).includes(text));

describe('retention', () => {
  it('leaves no byte of what it deletes: rows, indexes, free pages, WAL', () => {
    const data = scratchFolder();
    const { maintenance } = fill(data);
    expect(holds(data, 'forget-me')).not.toEqual([]);
    maintenance.round(noon + dayMs + 1);
    expect(holds(data, 'forget-me')).toEqual([]);
    expect(storedTitles(data)).toHaveLength(1_000);
  });

  it('does so as soon as a reader that is in the way has ended', () => {
    const data = scratchFolder();
    const { path, maintenance } = fill(data);
    const reader = otherConnection(path);
    reader.exec('BEGIN; SELECT count(*) FROM events');
    maintenance.round(noon + dayMs + 1);
    expect(holds(data, 'forget-me')).not.toEqual([]);
    reader.exec('COMMIT');
    maintenance.round(noon + dayMs + 1);
    expect(holds(data, 'forget-me')).toEqual([]);
  });
});
