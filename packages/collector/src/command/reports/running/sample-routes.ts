import type { ReportOptions } from '@hitmark/report';
import type { Forgotten } from '@hitmark/report/store';
import { openEraser, openJournalReader } from '../../../journal/index.ts';
import { eraseFromJournal } from '../../erasing/erase.ts';
import { sampleSite } from '../sample-site.ts';

type Handlers = NonNullable<ReportOptions['handlers']>;

const path = '/sample/remove';
/** Longest wait for other programs that read the journal, in ms. */
const readerTimeoutMs = 2_000;

/**
 * Creates the route that removes the sample from the journal and from the report. It is for pages of the
 * report itself.
 */
export function sampleRoutes(
  folder: string,
  forget: (forgotten: readonly Forgotten[]) => Promise<number>,
): Handlers {
  let removing: Promise<void> | null = null;
  return [
    async (context, next) => {
      if (context.path !== path) {
        await next();
        return;
      }
      if (context.method !== 'POST') {
        context.status = 405;
        context.set('allow', 'POST');
        return;
      }
      if (context.get('sec-fetch-site') !== 'same-origin' || context.state.reader.sites !== null) {
        context.status = 403;
        context.body = 'the sample is removed by a page of the report only\n';
        return;
      }
      removing ??= remove().finally(() => (removing = null));
      await removing;
      context.status = 303;
      context.set('location', '/');
    },
  ];

  async function remove(): Promise<void> {
    const reader = openJournalReader(folder);
    const eraser = openEraser(reader.path, readerTimeoutMs);
    try {
      await eraseFromJournal({
        reader,
        eraser,
        isTheirs: ({ site }) => site === sampleSite,
        progress: { update() {}, end() {} },
        signal: new AbortController().signal,
      });
      await forget([{ by: 'site', value: sampleSite }]);
    } finally {
      eraser.close();
      reader.close();
    }
  }
}
