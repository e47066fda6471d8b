import { join } from 'node:path';
import { v7 } from 'uuid';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openClicks } from '../../src/journal/clicks.ts';
import { openHousekeeper } from '../../src/journal/housekeeper.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { sampleEvent } from '../sample-event.ts';
import { openJournal, otherConnection } from './sample-journal.ts';

const minute = 60_000;

function clickEntry(received: number, clickPlace: string | null = 'shop.test/spring') {
  const event = sampleEvent({ id: v7({ msecs: received }), type: 'click' });
  return { event, received, hit: null, clickPlace };
}

/** A connection of its own to the clicks of a journal. */
function clicksOf({ path }: { readonly path: string }) {
  const clicks = openClicks(path);
  onTestFinished(() => clicks.close());
  return clicks;
}

describe('the place of a click', () => {
  it('is known as soon as the click is on disk, to every process, and after a restart', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const clicks = clicksOf(journal);
    const entry = clickEntry(Date.now());
    expect(clicks.placeOf(entry.event.id)).toBeNull();
    await journal.append([entry]);
    expect(clicks.placeOf(entry.event.id)).toBe('shop.test/spring');
    await journal.close();
    expect(clicksOf(await openJournal({ data })).placeOf(entry.event.id)).toBe('shop.test/spring');
  });

  it('is not known of a click whose id no page was told', async () => {
    const journal = await openJournal();
    const entry = clickEntry(Date.now(), null);
    await journal.append([entry]);
    expect(clicksOf(journal).placeOf(entry.event.id)).toBeNull();
  });

  it('is not known where the file can not be read, and that is no error', async () => {
    const journal = await openJournal();
    const entry = clickEntry(Date.now());
    await journal.append([entry]);
    otherConnection(journal.path).exec('DROP TABLE clicks');
    expect(clicksOf(journal).placeOf(entry.event.id)).toBeNull();
    expect(openClicks(scratchFolder()).placeOf(entry.event.id)).toBeNull();
  });

  it('is forgotten after half an hour, and not before', async () => {
    const data = scratchFolder();
    const now = Date.now();
    const journal = await openJournal({ data, now: () => now });
    const [old, young] = [clickEntry(now - 30 * minute - 1), clickEntry(now - 30 * minute)];
    await journal.append([old, young]);
    const path = join(data, 'journal.db');
    const file = { path, maxBytes: null, retentionDays: null, lockTimeoutMs: 1_000 };
    const housekeeper = openHousekeeper(file);
    housekeeper.round(now);
    housekeeper.close();
    const clicks = clicksOf(journal);
    expect(clicks.placeOf(old.event.id)).toBeNull();
    expect(clicks.placeOf(young.event.id)).toBe('shop.test/spring');
  });
});
