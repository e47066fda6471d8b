import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createJournal } from '@hitmark/collector';
import { readEvents } from '../collector.ts';
import { createDisk, type Survival } from './disk.ts';
import type { Session } from './session.ts';

/** Damage that one power cut has done; all empty, or 0, where the promise was kept. */
export interface Damage {
  readonly lost: readonly string[];
  readonly invented: readonly string[];
  /** Count of the events that stand there more than once. */
  readonly twice: number;
  /** Errors of SQLite's integrity check, or the reason why the journal could not be opened. */
  readonly broken: readonly string[];
}

const survivals: readonly Survival[] = ['nothing', 'everything', 'beginning', 'any'];

/** Opening a journal is mostly waiting for its threads. */
const atOnce = 3;

/**
 * Cuts the power of a session's disk at random moments, each time lets SQLite open what is left, and
 * compares it with what was acknowledged until then.
 *
 * @param restartEvery after one of this many cuts, the file is opened by a collector's whole journal with its
 *   threads, which then stores something
 */
export async function cutPower(
  session: Session,
  count: number,
  random: () => number,
  restartEvery = 4,
): Promise<Damage[]> {
  const { root, data, records, acknowledged, sent } = session;
  const disk = createDisk(root);
  const cuts = Array.from({ length: count }, () => Math.floor(random() * records.length));
  const inspections: Promise<Damage>[] = [];
  const running = new Set<Promise<Damage>>();
  let done = 0;
  for (const [index, cut] of cuts.toSorted((a, b) => a - b).entries()) {
    for (const record of records.slice(done, cut)) disk.apply(record);
    done = cut;
    const position = records[cut - 1]?.position ?? 0;
    const promised = acknowledged.filter((each) => each.position <= position);
    const folder = mkdtempSync(join(tmpdir(), 'hitmark-cut-'));
    disk.cutPower(folder, survivals[index % survivals.length] ?? 'nothing', random);
    const left = folder + data.slice(root.length);
    const restarts = Math.floor(index / survivals.length) % restartEvery === 0;
    const keys = new Set(promised.map(({ key }) => key));
    const inspection = inspect(left, restarts, keys, sent).finally(() => {
      rmSync(folder, { recursive: true });
      running.delete(inspection);
    });
    inspections.push(inspection);
    running.add(inspection);
    if (running.size >= atOnce) await Promise.race(running);
  }
  return Promise.all(inspections);
}

async function inspect(
  data: string,
  restarts: boolean,
  promised: ReadonlySet<string>,
  sent: ReadonlySet<string>,
): Promise<Damage> {
  let keys: string[] = [];
  let broken: string[];
  try {
    if (restarts) await restart(data);
    broken = check(data);
    keys = readKeys(data);
  } catch (error) {
    broken = [String(error)];
  }
  const found = new Set(keys);
  return {
    lost: [...promised].filter((key) => !found.has(key)),
    invented: [...found].filter((key) => !sent.has(key)),
    twice: keys.length - found.size,
    broken,
  };
}

async function restart(data: string): Promise<void> {
  const journal = await createJournal({ data, minFreeBytes: 0 });
  await journal.probe();
  await journal.close();
}

function check(data: string): string[] {
  const path = join(data, 'journal.db');
  if (!existsSync(path)) return [];
  const database = new DatabaseSync(path);
  const found = database.prepare('PRAGMA integrity_check').all();
  database.close();
  return found.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
}

/** The keys that `sendLoad` gave the events that a journal holds; none where it was yet to be made. */
function readKeys(data: string): string[] {
  const path = join(data, 'journal.db');
  if (!existsSync(path) || !hasTables(path)) return [];
  return readEvents(data).map((event) => String(event.data?.['check']));
}

/** Tells whether the first start got as far as creating the tables. */
function hasTables(path: string): boolean {
  const database = new DatabaseSync(path, { readOnly: true });
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  database.close();
  return version !== 0;
}
