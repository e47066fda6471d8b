import type { Entry } from '../journal/entry.ts';
import {
  boundSiteNames,
  createDailyCounter,
  openJournal,
  toRow,
  type DailyCounter,
  type JournalOptions,
  type OpenJournal,
} from '../journal/index.ts';
import { threadScript } from '../start-worker.ts';
import {
  packSubmission,
  sizeOf,
  unpackReceipt,
  type PackedReceipt,
  type PackedSubmission,
} from './packed-submission.ts';
import type { Receipt, Submission, WriterSettings } from './submission.ts';

/** The events, on disk. An ordinary SQLite file, which any tool can read meanwhile. */
export interface Journal extends Omit<
  OpenJournal<WriterSettings, PackedSubmission, PackedReceipt>,
  'store' | 'count'
> {
  /** Counters of rejected and refused events. The writer counts stored ones. */
  readonly daily: Pick<DailyCounter, 'add'>;
  /**
   * Stores events, all or none. Resolves when they are on disk (fsync), with the sequence of each;
   * null marks a hit that was stored before.
   *
   * @throws JournalError: nothing was stored, or nobody can tell
   */
  append(entries: readonly Entry[]): Promise<readonly (number | null)[]>;
  /**
   * Decides what a request holds, and stores it. Resolves when it is on disk (fsync).
   *
   * @param events number of events that are likely to come of it
   * @param repeated characters that several of them repeat
   * @throws JournalError: nothing was stored, or nobody can tell; else the submission's error
   */
  submit(submission: Submission, events: number, repeated?: number): Promise<Receipt>;
}

/** Interval at which counts of rejected and refused events are passed on to be stored, in ms: a crash may lose those of one interval. */
const countIntervalMs = 1_000;

/**
 * Opens or makes the journal of a folder.
 *
 * @throws JournalError `journal-unreadable`, `journal-newer`
 */
export async function createJournal(options: JournalOptions): Promise<Journal> {
  const script = threadScript('writer-thread', import.meta.url);
  const journal = await openJournal<WriterSettings, PackedSubmission, PackedReceipt>(
    options,
    script,
  );

  async function submit(submission: Submission, events: number, repeated = 0): Promise<Receipt> {
    const packed = packSubmission(submission);
    return unpackReceipt(await journal.store(packed, { events, bytes: sizeOf(packed) + repeated }));
  }

  const { path } = journal;
  const daily = createDailyCounter(boundSiteNames());
  const timer = setInterval(handCounts, countIntervalMs).unref();

  function handCounts(): void {
    const counts = daily.counts();
    if (counts.length > 0) journal.count(counts);
    daily.clear();
  }

  return {
    path,
    daily,
    configure: (settings) => journal.configure(settings),
    probe: () => journal.probe(),
    figures: () => journal.figures(),
    survey: () => journal.survey(),
    onCommit: (listener) => journal.onCommit(listener),
    close() {
      clearInterval(timer);
      handCounts();
      return journal.close();
    },
    submit,
    async append(entries) {
      const rows = entries.map(toRow);
      const { sequences } = await submit({ kind: 'rows', rows }, rows.length);
      return sequences.map((sequence) => (sequence < 0 ? null : sequence));
    },
  };
}
