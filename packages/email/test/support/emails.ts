import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../emails/', import.meta.url);

/** Our own small emails, by file name. */
export const emails: ReadonlyMap<string, string> = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);
