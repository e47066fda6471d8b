import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../../src/store/index.ts';
import { runLength } from '../../src/store/event-run.ts';
import type { Store } from '../../src/store/store.ts';
import { sampleView } from '../support/sample-view.ts';
import { openScratchStore } from '../support/scratch-store.ts';

const sites = ['https://one.example', 'https://two.example', 'https://three.example'];

/** Events of three sites in turn, a little more than are laid out together. */
const events: readonly SourceEvent[] = Array.from({ length: runLength + 5_000 }, (_none, index) =>
  sampleView(index + 1, index / 100, {
    site: sites[index % sites.length],
    visitor: `visitor ${index % 7}`,
  }),
);
/** Pieces, as they come from a source that is not behind. */
const pieceLength = 8_000;

async function appendPieces(store: Store, more: boolean): Promise<void> {
  for (let start = 0; start < events.length; start += pieceLength) {
    await store.append(start, events.slice(start, start + pieceLength), more);
  }
  await store.append(events.length, [], false);
}

/** Counts changes of the site from one row to the next, as rows lie in the file. */
async function siteChanges(store: Store): Promise<number> {
  const [row] = await store.read((connection) =>
    connection.rows(`SELECT count(*) FILTER (site <> before) FROM (
      SELECT site, lag(site) OVER (ORDER BY rowid) AS before, "sequence" AS number FROM events
    ) WHERE number <= ${runLength}`),
  );
  return Number(row?.[0]);
}

/** A checksum of all rows that does not depend on their order. */
function sumOf(store: Store): Promise<unknown> {
  return store.read((connection) =>
    connection.rows(`SELECT (SELECT bit_xor(hash(e)) FROM events AS e),
      (SELECT bit_xor(hash(v)) FROM visits AS v), (SELECT count(*) FROM visits)`),
  );
}

describe('a run of events', () => {
  it('is sorted by site and day, whether it came in pieces or at once, and has the same rows', async () => {
    const pieces = await openScratchStore();
    await appendPieces(pieces, false);
    const whole = await openScratchStore();
    await appendPieces(whole, true);
    for (const store of [pieces, whole]) {
      // Three sites, and what of the run came before and after the others.
      expect(await siteChanges(store)).toBeLessThan(10);
      expect(await store.status()).toMatchObject({ events: events.length, cursor: events.length });
    }
    expect(await sumOf(pieces)).toEqual(await sumOf(whole));
    await pieces.close();
    await whole.close();
  });
});
