import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DiskRecord } from './disk-log.ts';

/** A change that is not synced yet: a power cut may keep it, lose it or keep a part. */
type Change =
  | { readonly position: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly position: number; readonly size: number };

interface File {
  /** Contents that are surely on disk. */
  synced: Buffer;
  changes: Change[];
}

/** A name that appears (inode) or goes (null) in a folder. */
interface Naming {
  readonly position: number;
  readonly path: string;
  readonly file: number | null;
}

/** Part of the unsynced changes that a power cut keeps. */
export type Survival = 'nothing' | 'everything' | 'beginning' | 'any';

/** A disk as its log describes it, up to some record. */
export interface Disk {
  apply(record: DiskRecord): void;
  /** Writes what a power cut now leaves of the folder `root` into another folder. */
  cutPower(folder: string, survival: Survival, random: () => number): void;
}

/** The disk itself never keeps a part of a sector. */
const sectorBytes = 512;

/**
 * A disk that keeps for sure only what was synced: a file's content by a sync of the file, its name by a
 * sync of its folder.
 *
 * @param root the folder that was watched; the only one that surely exists
 */
export function createDisk(root: string): Disk {
  const files = new Map<number, File>();
  /** The latest name of each inode, folders included. */
  const paths = new Map<number, string>();
  const inodes = new Map<string, number>();
  const names = new Map<string, number>();
  let namings: Naming[] = [];

  function name(position: number, path: string, file: number | null): void {
    namings.push({ position, path, file });
    if (file === null) inodes.delete(path);
    else {
      inodes.set(path, file);
      paths.set(file, path);
    }
  }

  function add(inode: number, change: Change): void {
    files.get(inode)?.changes.push(change);
  }

  function sync(inode: number, upTo: number, kept: boolean): void {
    const file = files.get(inode);
    if (file === undefined) {
      if (kept) syncNames(paths.get(inode) ?? '', upTo);
      return;
    }
    const changes = file.changes.filter(({ position }) => position <= upTo);
    if (kept) for (const each of changes) file.synced = changed(file.synced, each);
    file.changes = file.changes.slice(changes.length);
  }

  function syncNames(folder: string, upTo: number): void {
    const done = namings.filter((each) => dirname(each.path) === folder && each.position <= upTo);
    done.forEach((each) => setName(names, each));
    namings = namings.filter((each) => !done.includes(each));
  }

  return {
    apply(record) {
      const { position } = record;
      switch (record.kind) {
        case 'opened':
          paths.set(record.file, record.path);
          if (record.created === null) return;
          files.delete(record.file);
          if (record.created === 'file') {
            files.set(record.file, { synced: Buffer.alloc(0), changes: [] });
          }
          name(position, record.path, record.file);
          return;
        case 'written':
          add(record.file, { position, offset: record.offset, bytes: record.bytes });
          return;
        case 'truncated':
          add(record.file, { position, size: record.size });
          return;
        case 'synced':
        case 'sync-failed':
          sync(record.file, record.upTo, record.kind === 'synced');
          return;
        case 'unlinked':
          name(position, record.path, null);
          return;
        case 'renamed':
          name(position, record.to, inodes.get(record.from) ?? null);
          name(position, record.from, null);
          return;
        default:
      }
    },
    cutPower(folder, survival, random) {
      const left = new Map(names);
      // File systems keep the order of what happens to names.
      const survivors = namings.slice(0, surviving(namings.length, survival, random));
      survivors.forEach((each) => setName(left, each));
      for (const [path, inode] of left) {
        if (!isReachable(path, left)) continue;
        const copy = folder + path.slice(root.length);
        const file = files.get(inode);
        mkdirSync(file === undefined ? copy : dirname(copy), { recursive: true });
        if (file !== undefined) writeFileSync(copy, contentAfter(file, survival, random));
      }
    },
  };

  function isReachable(path: string, left: ReadonlyMap<string, number>): boolean {
    const parent = dirname(path);
    return parent === root || (left.has(parent) && isReachable(parent, left));
  }
}

function setName(names: Map<string, number>, { path, file }: Naming): void {
  if (file === null) names.delete(path);
  else names.set(path, file);
}

function surviving(count: number, survival: Survival, random: () => number): number {
  if (survival === 'nothing') return 0;
  return survival === 'everything' ? count : Math.floor(random() * (count + 1));
}

function contentAfter({ synced, changes }: File, survival: Survival, random: () => number): Buffer {
  if (survival === 'any') {
    const kept = changes.filter(() => random() < 0.5);
    return kept.reduce((content, each) => changed(content, torn(each, random)), copyOf(synced));
  }
  const count = surviving(changes.length, survival, random);
  const last = changes[count];
  const kept = changes.slice(0, count);
  if (survival === 'beginning' && last !== undefined) kept.push(torn(last, random));
  return kept.reduce(changed, copyOf(synced));
}

/** The beginning of a write, up to the border of a sector. */
function torn(change: Change, random: () => number): Change {
  if ('size' in change) return change;
  const { offset, bytes } = change;
  const end = Math.floor((offset + random() * (bytes.length + sectorBytes)) / sectorBytes);
  const length = Math.min(bytes.length, Math.max(0, end * sectorBytes - offset));
  return { ...change, bytes: bytes.subarray(0, length) };
}

/** Copies bytes into memory of their own: Node's pool would share it with others. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Changes the content in place where there is room. */
function changed(content: Buffer, change: Change): Buffer {
  if ('size' in change) return resized(content, change.size);
  const { offset, bytes } = change;
  const end = offset + bytes.length;
  const grown = end > content.length ? resized(content, end) : content;
  grown.set(bytes, offset);
  return grown;
}

/** Grows into spare room, which is zeroed, so that a file that grows by pages is not copied each time. */
function resized(content: Buffer, size: number): Buffer {
  if (size <= content.length) return content.subarray(0, size);
  const start = content.byteOffset;
  const spare = content.buffer.byteLength - start;
  if (size <= spare) return Buffer.from(content.buffer, start, size).fill(0, content.length);
  const larger = Buffer.alloc(size * 2).subarray(0, size);
  larger.set(content);
  return larger;
}
