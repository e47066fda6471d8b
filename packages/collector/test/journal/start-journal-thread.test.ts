import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startJournalThread } from '../../src/journal/start-journal-thread.ts';
import { threadScript } from '../../src/start-worker.ts';
import { scratchFolder } from '../scratch-folder.ts';

const source = new URL('../../src/', import.meta.url);
const writerScript = threadScript('writer-thread', new URL('ingest/journal.ts', source).href);
const maintenance = threadScript(
  'maintenance-thread',
  new URL('journal/maintenance/maintenance.ts', source).href,
);
const file = { maxBytes: null, retentionDays: null, lockTimeoutMs: 50 };

describe('startJournalThread', () => {
  it('says why a thread could not open the file', async () => {
    const path = join(scratchFolder(), 'missing', 'journal.db');
    await expect(startJournalThread(writerScript, { ...file, path })).rejects.toMatchObject({
      name: 'JournalError',
      code: 'journal-unreadable',
      message: `${path}: ENOENT: no such file or directory, open '${path}'`,
    });
  });

  it('starts no maintenance on a file that has no tables', async () => {
    const path = join(scratchFolder(), 'journal.db');
    await expect(startJournalThread(maintenance, { ...file, path })).rejects.toMatchObject({
      code: 'journal-unreadable',
      message: `${path}: no such table: events`,
    });
  });

  it('ends once, and refuses what is asked afterwards', async () => {
    const path = join(scratchFolder(), 'journal.db');
    const writer = await startJournalThread<object, unknown>(writerScript, { ...file, path });
    await writer.ask({ kind: 'probe', at: 1 });
    await writer.stop();
    expect(existsSync(`${path}-wal`)).toBe(false);
    await writer.stop();
    await expect(writer.ask({ kind: 'probe', at: 2 })).rejects.toMatchObject({
      code: 'journal-closed',
    });
  });
});
