import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMaintenance } from '../../../src/journal/maintenance/maintenance.ts';
import { openWriter } from '../../../src/journal/writer/writer.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { otherConnection, storedTitles } from '../sample-journal.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const noon = 1_700_000_000_000;

function open(data: string, retentionDays: number | null = null) {
  const file = { path: join(data, 'journal.db'), maxBytes: null, retentionDays, lockTimeoutMs: 50 };
  const writer = openWriter(file);
  const maintenance = openMaintenance(file);
  onTestFinished(() => {
    maintenance.close();
    writer.close();
  });
  const store = (title: string, received: number, times = 1): void => {
    const row = {
      received,
      event: JSON.stringify({ title }),
      hitTime: null,
      hitIdentity: null,
      site: null,
      click: null,
      webhook: null,
    };
    writer.commit(Array.from({ length: times }, () => row));
  };
  return { store, maintenance, path: file.path };
}

describe('retention', () => {
  it('deletes what is older than its days, and nothing younger', () => {
    const data = scratchFolder();
    const { store, maintenance } = open(data, 2);
    store('old', noon - 1);
    store('young', noon);
    maintenance.round(noon + 2 * dayMs);
    expect(storedTitles(data)).toEqual(['young']);
  });

  it('deletes the deliveries of what it deletes, and counts them', () => {
    const data = scratchFolder();
    const { store, maintenance, path } = open(data, 1);
    store('old', noon);
    store('young', noon + dayMs);
    const other = otherConnection(path);
    const insert = other.prepare(
      'INSERT INTO deliveries (sequence, receiver, url, state, due) VALUES (?, ?, ?, ?, 0)',
    );
    insert.run(1, 'https://a.example/', 'https://a.example/', 'waiting');
    insert.run(1, 'https://b.example/', 'https://b.example/', 'dead');
    insert.run(2, 'https://a.example/', 'https://a.example/', 'waiting');
    expect(maintenance.round(noon + dayMs + 1).undelivered).toBe(2);
    expect(other.prepare('SELECT sequence FROM deliveries').all()).toEqual([{ sequence: 2 }]);
    expect(maintenance.round(noon + dayMs + 1).undelivered).toBe(0);
  });

  it('deletes nothing unless it is asked for', () => {
    const data = scratchFolder();
    const { store, maintenance } = open(data);
    store('old', 0);
    maintenance.round(Number.MAX_SAFE_INTEGER);
    expect(storedTitles(data)).toEqual(['old']);
  });

  it('deletes several thousand events in one round, so that a busy host is kept up with', () => {
    const data = scratchFolder();
    const { store, maintenance } = open(data, 1);
    store('old', noon, 3_500);
    store('young', noon + dayMs);
    maintenance.round(noon + dayMs + 1);
    expect(storedTitles(data)).toEqual(['young']);
  });

  it('is not held up by events that came while the clock was ahead, and deletes them with what came after them', () => {
    const data = scratchFolder();
    const { store, maintenance } = open(data, 2);
    store('ahead', noon + 9_000 * dayMs, 2_500);
    store('old', noon - 1, 1_500);
    store('young', noon);
    // A slow machine needs several rounds.
    for (let round = 0; round < 5; round += 1) maintenance.round(noon + 2 * dayMs);
    expect(storedTitles(data)).toEqual(['young']);
  });

  it('keeps events that came while the clock was ahead as long as what came after them', () => {
    const data = scratchFolder();
    const { store, maintenance } = open(data, 2);
    store('ahead', noon + 9_000 * dayMs);
    store('young', noon);
    store('ahead again', noon + 9_000 * dayMs);
    maintenance.round(noon + 2 * dayMs);
    expect(storedTitles(data)).toEqual(['ahead', 'young', 'ahead again']);
    maintenance.round(noon + 2 * dayMs + 1);
    expect(storedTitles(data)).toEqual(['ahead again']);
  });

  it('deletes nothing younger after an event that came while the clock was behind', () => {
    const data = scratchFolder();
    const { store, maintenance } = open(data, 2);
    store('young', noon);
    store('behind', 0);
    maintenance.round(noon + 2 * dayMs);
    expect(storedTitles(data)).toEqual(['young']);
  });
});

describe('a round', () => {
  it('copies the WAL into the file, so that the WAL starts over', () => {
    const data = scratchFolder();
    const { store, maintenance, path } = open(data);
    for (let round = 0; round < 50; round += 1) {
      store('x'.repeat(10_000), noon);
      maintenance.round(noon);
    }
    // Fifty commits fill 200 pages of 4 KiB or so; the tables of the new file take some too.
    expect(statSync(`${path}-wal`).size).toBeLessThan(25 * 4_096);
  });

  it('answers the bytes that are free on the disk', () => {
    const { maintenance } = open(scratchFolder());
    const { freeBytes } = maintenance.round(noon);
    expect(freeBytes).toBeGreaterThan(0);
    expect(freeBytes).toBeLessThan(Infinity);
  });

  it('gives up while another program holds the file, and does its work the next time', () => {
    const data = scratchFolder();
    const { store, maintenance, path } = open(data, 1);
    store('old', noon);
    const other = otherConnection(path);
    other.exec('BEGIN IMMEDIATE');
    expect(maintenance.round(noon + 2 * dayMs).freeBytes).toBeGreaterThan(0);
    expect(storedTitles(data)).toEqual(['old']);
    other.exec('COMMIT');
    maintenance.round(noon + 2 * dayMs);
    expect(storedTitles(data)).toEqual([]);
  });
});
