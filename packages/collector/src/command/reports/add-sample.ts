import type { Journal } from '../../ingest/journal.ts';
import { openJournalReader } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import { loadReport } from './load-report.ts';
import { settingsPath } from './store-options.ts';
import { sampleSite } from './sample-site.ts';

/** Events of one transaction. */
const atOnce = 2_000;

/**
 * Fills a journal that has never held an event with a month of sample data, so that a report has something
 * to show. All of it is of the site `sample`.
 */
export async function addSample(journal: Journal, folder: string, nowMs: number): Promise<void> {
  const reader = openJournalReader(folder);
  const isNew = reader.newestSequence() === 0;
  reader.close();
  if (!isNew) return;
  const events = await sampleOf(folder, nowMs);
  for (let start = 0; start < events.length; start += atOnce) {
    const rows = events.slice(start, start + atOnce).map((event) => ({
      received: Date.parse(event.time),
      event: JSON.stringify(event),
      site: sampleSite,
      hitTime: null,
      hitIdentity: null,
      webhook: null,
    }));
    await journal.submit({ kind: 'rows', rows }, rows.length);
  }
}

async function sampleOf(folder: string, nowMs: number) {
  try {
    const { openSettings } = await loadReport(() => import('@hitmark/report/settings'));
    const { keepSampleSettings, sampleEvents } = await loadReport(
      () => import('@hitmark/report/sample'),
    );
    const settings = openSettings(settingsPath({ data: folder }));
    if (settings.goals.list([sampleSite]).length === 0) keepSampleSettings(settings, nowMs);
    settings.close();
    return sampleEvents({ nowMs, seed: 1 });
  } catch (error) {
    // Without the report there is nobody to show them to: its own start says how to install it.
    if (error instanceof CommandError) return [];
    throw error;
  }
}
