import { expect, it } from 'vitest';
import { latestEvents } from '../../../../src/command/serving/demo/latest-events.ts';
import { demoLists } from '../../../../src/command/serving/demo-page.ts';
import { openJournal, otherConnection } from '../../../journal/sample-journal.ts';
import { sampleEvent } from '../../../sample-event.ts';
import { scratchFolder } from '../../../scratch-folder.ts';

it('the latest events are shown although another program has stored what is no event', async () => {
  const data = scratchFolder();
  const journal = await openJournal({ data });
  const insert = otherConnection(journal.path).prepare(
    'INSERT INTO events (received, event) VALUES (0, ?)',
  );
  const event = sampleEvent({ id: 'ours', site: 'acme' });
  for (const text of ['no JSON', '[]', 'null', JSON.stringify(event)]) insert.run(text);
  const { events } = latestEvents(data);
  expect(events.map(({ json }) => json)).toEqual([event, {}, {}, {}]);
  expect(demoLists(events)).toContain('ours');
});
