import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '@hitmark/codec';
import { startServe } from '../command.ts';
import type { DiskRecord } from './disk-log.ts';
import { sendLoad, type Sent } from '../load.ts';
import { watchDisk } from './watched-disk.ts';

/** All that a collector did to its disk and told its clients, over several lives. */
export interface Session {
  readonly root: string;
  readonly data: string;
  readonly records: readonly DiskRecord[];
  /** Events that were acknowledged, with the record's position at which their answer left. */
  readonly acknowledged: readonly { readonly key: string; readonly position: number }[];
  readonly sent: ReadonlySet<string>;
  /** Files of the folder at the end. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/**
 * Runs a collector on a watched disk under load: from an empty folder, killed, started again, with a
 * disk whose syncs fail for a while, ended properly, started again and killed.
 *
 * @param answers number of answers in each life
 */
export async function recordSession(
  answers: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<Session> {
  const disk = watchDisk();
  const data = join(disk.root, 'var', 'hitmark');
  const sent: Sent = new Map();
  const linkKey = generateKey();

  async function live(name: string, end: NodeJS.Signals, breaks = false): Promise<void> {
    const server = await startServe(data, ['--limits.min-free-bytes', '0'], {
      ...disk.environment,
      ...environment,
      HITMARK_LINKS__KEYS: linkKey,
    });
    const pid = server.process.pid ?? 0;
    let count = 0;
    await sendLoad(
      {
        port: Number(new URL(server.url).port),
        pid,
        linkKey,
        name,
        goOn({ status }) {
          count += 1;
          if (breaks && count === Math.floor(answers / 3)) disk.set('broken');
          if (breaks && status === 503) {
            disk.clear('broken');
            breaks = false;
          }
          if (count === answers) server.process.kill(end);
          return true;
        },
      },
      sent,
    );
    await server.end();
  }
  try {
    await live('first', 'SIGKILL');
    await live('broken', 'SIGTERM', true);
    await live('last', 'SIGKILL');
    const records = disk.records();
    return {
      root: disk.root,
      data,
      records,
      acknowledged: findAcknowledged(records, sent),
      sent: new Set([...sent.values()].flat(2)),
      files: readFolder(data),
    };
  } finally {
    disk.remove();
  }
}

/** Finds acknowledged hits, as DESIGN §3.1 defines them: answered by 2xx or 302 without `Hitmark-Stored`. */
function findAcknowledged(records: readonly DiskRecord[], sent: Sent): Session['acknowledged'] {
  const answers = new Map<string, number>();
  return records.flatMap((record) => {
    if (record.kind !== 'answered' || record.head.startsWith('HTTP/1.1 1')) return [];
    const { connection, head, position } = record;
    const number = answers.get(connection) ?? 0;
    answers.set(connection, number + 1);
    if (!/^HTTP\/1\.1 (2\d\d|302) /.test(head) || /\nhitmark-stored:/i.test(head)) return [];
    return (sent.get(connection)?.[number] ?? []).map((key) => ({ key, position }));
  });
}

function readFolder(folder: string): ReadonlyMap<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}
