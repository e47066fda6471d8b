import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from './configuration-error.ts';
import type { PartialOptions } from './options.ts';

const names = ['hitmark.config.ts', 'hitmark.config.mjs', 'hitmark.config.json'];

/**
 * Reads hitmark.config.{ts,mjs,json} of a folder (modules export their options as default), or the
 * file named. No file: no options.
 *
 * @throws ConfigurationError where the file can't be read
 */
export async function readConfigurationFile(
  folder: string,
  file?: string,
): Promise<PartialOptions> {
  const path =
    file === undefined
      ? names.map((name) => resolve(folder, name)).find((candidate) => existsSync(candidate))
      : resolve(folder, file);
  if (path === undefined) return {};
  const options = await read(path);
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return options;
  throw new ConfigurationError([
    `${path}: expected ${path.endsWith('.json') ? 'an object' : 'a default export'} with options`,
  ]);
}

async function read(path: string): Promise<unknown> {
  try {
    if (path.endsWith('.json')) return JSON.parse(await readFile(path, 'utf8'));
    return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([`${path}: expected a readable file, got ${reason}`], { cause });
  }
}
