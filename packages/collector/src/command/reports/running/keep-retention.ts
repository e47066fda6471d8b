import type { Report } from '@hitmark/report';
import type { Options } from '../../../configuration/index.ts';
import type { JournalReader } from '../../../journal/index.ts';

/** Dependencies of the report's retention. */
interface RetentionDeps {
  readonly options: Pick<Options, 'retentionDays'>;
  readonly reader: Pick<JournalReader, 'firstSequence' | 'newestSequence'>;
  readonly report: Pick<Report, 'deleteBefore'>;
  readonly log: (level: 'error', fields: object, message: string) => void;
  readonly signal: AbortSignal;
}

/** Interval of deletions, in ms. They are few, since a checkpoint follows each. */
const intervalMs = 60 * 60 * 1_000;

/** Deletes from the report what retention has deleted from the journal: at once, then every hour. */
export function keepRetention({ options, reader, report, log, signal }: RetentionDeps): void {
  if (options.retentionDays === null) return;
  /** Sequence before which everything is deleted. */
  let deletedBefore = 0;

  async function round(): Promise<void> {
    try {
      const first = reader.firstSequence() ?? reader.newestSequence() + 1;
      if (first > deletedBefore) await report.deleteBefore(first);
      deletedBefore = first;
    } catch (error) {
      if (signal.aborted) return;
      const fields = { event: 'report-retention-failed', err: error };
      log(
        'error',
        fields,
        'old events could not be deleted from the report; trying again in an hour',
      );
    }
  }

  void round();
  const timer = setInterval(() => void round(), intervalMs).unref();
  signal.addEventListener('abort', () => clearInterval(timer));
}
