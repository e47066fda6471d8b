import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { createRandom } from '../support/random.ts';
import { randomJournal } from '../support/random-journal.ts';
import { sampleView } from '../support/sample-view.ts';
import { scratchOptions } from '../support/scratch-store.ts';

describe('the file', () => {
  it('goes on where it was', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.append(0, [sampleView(1, 0)], false);
    await store.close();
    const again = await openStore(options);
    expect(await again.status()).toMatchObject({ found: 'kept', cursor: 1, events: 1, visits: 1 });
    await again.close();
  });

  it.each([
    ['foreign', { source: 'another journal' }],
    ['changed', { ownHosts: ['example.com'] }],
    ['changed', { dataColumns: ['plan'] }],
  ] as const)('is made anew where it is %s', async (found, change) => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.append(0, [sampleView(1, 0)], false);
    await store.close();
    const again = await openStore({ ...options, ...change });
    expect(await again.status()).toMatchObject({ found, cursor: 0, events: 0 });
    await again.close();
  });

  it.each([
    ['no database', (path: string) => writeFileSync(path, 'hello '.repeat(5_000))],
    ['empty', (path: string) => writeFileSync(path, '')],
    ['cut in half', (path: string) => truncateSync(path, statSync(path).size / 2)],
    [
      'overwritten in places',
      (path: string) => {
        const bytes = readFileSync(path);
        for (let at = 4_096; at < bytes.length; at += 3_001) bytes[at] = 255 - (bytes[at] ?? 0);
        writeFileSync(path, bytes);
      },
    ],
  ])('is made anew where it is %s', async (_what, damage) => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.append(0, randomJournal(createRandom(6), 300), false);
    await store.close();
    damage(options.path);
    const again = await openStore(options);
    expect(await again.status()).toMatchObject({ found: 'corrupt', cursor: 0, events: 0 });
    await again.close();
  });

  it('is left as it is where a newer hitmark has written it', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.append(0, [sampleView(1, 0)], false);
    await store.read((connection) => connection.rows('UPDATE meta SET version = 99'));
    await store.close();
    const before = readFileSync(options.path);
    await expect(openStore(options)).rejects.toMatchObject({
      code: 'store-newer',
      message: expect.stringContaining('upgrade hitmark') as string,
    });
    expect(readFileSync(options.path).equals(before)).toBe(true);
  });

  it('is made anew where an older hitmark has written it', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.read((connection) => connection.rows('UPDATE meta SET version = 0'));
    await store.close();
    const again = await openStore(options);
    expect(await again.status()).toMatchObject({ found: 'older', events: 0 });
    await again.close();
  });

  it('loses what a copy that was not finished has left', async () => {
    const options = scratchOptions();
    writeFileSync(`${options.path}.new`, 'half a copy');
    const store = await openStore(options);
    expect(existsSync(`${options.path}.new`)).toBe(false);
    await store.close();
  });

  it('says what is wrong where there is no folder', async () => {
    const options = scratchOptions();
    await expect(
      openStore({ ...options, path: join(options.path, 'nowhere', 'report.duckdb') }),
    ).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('takes at most a quarter of the bytes that events have in the journal', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    const events = randomJournal(createRandom(8), 20_000);
    await store.append(0, events, false);
    await store.close();
    const bytes = events.reduce((sum, { event }) => sum + event.length, 0);
    expect(statSync(options.path).size).toBeLessThan(bytes / 4);
  });
});
