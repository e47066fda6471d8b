import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openReplayTarget } from '../../../src/command/events/replay-targets.ts';
import { resolveOptions } from '../../../src/configuration/index.ts';
import { createJournal } from '../../../src/ingest/journal.ts';
import { openEraser, openJournalReader } from '../../../src/journal/index.ts';
import { sampleEvent } from '../../sample-event.ts';
import { scratchFolder } from '../../scratch-folder.ts';

it('writes no line of somebody who was forgotten since the page was read', async () => {
  const data = scratchFolder();
  const folder = join(data, 'files');
  const journal = await createJournal({ data, minFreeBytes: 0 });
  onTestFinished(() => journal.close());
  await journal.append(
    ['first', 'second', 'third'].map((id) => ({
      event: sampleEvent({ id }),
      received: 0,
      hit: null,
      webhook: null,
    })),
  );
  const reader = openJournalReader(data);
  const page = reader.page(0, 1_000);
  reader.close();
  const options = resolveOptions({ file: { files: { folder } } });
  const signal = new AbortController().signal;
  const target = openReplayTarget('file', journal.path, options, signal);
  const eraser = openEraser(journal.path, 1_000);
  eraser.erase([2]);
  eraser.close();
  expect(await target.send(page)).toEqual([]);
  await target.close();
  const lines = readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { readonly id: string }).id);
  expect(lines).toEqual(['first', 'third']);
});
