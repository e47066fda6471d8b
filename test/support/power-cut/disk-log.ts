import { readFileSync } from 'node:fs';

/** An act of a watched process: a change of its disk, or a word to its clients (see disk.c). */
export type DiskRecord = { readonly position: number } & (
  | {
      readonly kind: 'opened';
      readonly file: number;
      readonly path: string;
      readonly created: 'file' | 'folder' | null;
    }
  | {
      readonly kind: 'written';
      readonly file: number;
      readonly offset: number;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'truncated'; readonly file: number; readonly size: number }
  /** A sync: everything before `upTo` is on disk; or, where the sync failed, never will be. */
  | { readonly kind: 'synced' | 'sync-failed'; readonly file: number; readonly upTo: number }
  | { readonly kind: 'unlinked'; readonly path: string }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'answered'; readonly connection: string; readonly head: string }
);

const headerBytes = 24;

/** Reads a log of disk.c. A record's position is where it ends in the log: then it has happened. */
export function readDiskLog(path: string): DiskRecord[] {
  const log = readFileSync(path);
  const records: DiskRecord[] = [];
  for (let start = 0; start < log.length;) {
    const length = log.readUInt32LE(start + 4);
    const end = start + headerBytes + length;
    const kind = log.readUInt32LE(start);
    const file = Number(log.readBigUInt64LE(start + 8));
    const offset = Number(log.readBigUInt64LE(start + 16));
    const bytes = log.subarray(start + headerBytes, end);
    records.push({ position: end, ...readRecord(kind, file, offset, bytes) } as DiskRecord);
    start = end;
  }
  return records;
}

function readRecord(kind: number, file: number, offset: number, bytes: Buffer): object {
  const text = (): string => bytes.toString('latin1');
  switch (kind) {
    case 1:
      return { kind: 'opened', file, path: text(), created: [null, 'file', 'folder'][offset] };
    case 2:
      return { kind: 'written', file, offset, bytes };
    case 3:
      return { kind: 'truncated', file, size: offset };
    case 4:
      return { kind: 'synced', file, upTo: offset };
    case 5:
      return { kind: 'sync-failed', file, upTo: offset };
    case 6:
      return { kind: 'unlinked', path: text() };
    case 7: {
      const [from, to] = text().split('\0');
      return { kind: 'renamed', from, to };
    }
    case 8:
      return { kind: 'answered', connection: `${offset}:${file}`, head: text() };
    default:
      throw new Error(`expected a kind from 1 to 8, not ${kind}: the log has a gap`);
  }
}
