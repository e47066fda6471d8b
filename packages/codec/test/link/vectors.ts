import { readFileSync } from 'node:fs';
import { createLinks, type Link, type LinksOptions } from '@hitmark/codec';
import { codeOf } from './code-of.ts';
import type { DamagedCase } from './vector-cases/damaged-cases.ts';
import type { LinkCase } from './vector-cases/link-case.ts';
import type { RefusedCase } from './vector-cases/refused-cases.ts';

/** Contents of vectors/sealed-links.json. */
export interface Vectors {
  readonly settings: VectorSettings;
  readonly links: readonly LinkVector[];
  readonly damaged: readonly DamagedVector[];
  readonly refused: readonly RefusedVector[];
}

export interface VectorSettings {
  readonly keys: readonly string[];
  readonly now: string;
  /** Options of `createLinks` that all of them have. */
  readonly bases: LinksOptions;
  /** Members that are read where a token says nothing. */
  readonly defaults: Partial<Link>;
}

export interface LinkVector extends LinkCase {
  readonly url: string;
  /** Members that are read, without those that equal `defaults`. */
  readonly link: Partial<Link>;
}

interface DamagedVector extends DamagedCase, Pick<LinkVector, 'link'> {}

interface RefusedVector extends RefusedCase {
  readonly code: string;
}

export const vectorsFile = new URL('vectors/sealed-links.json', import.meta.url);

/** Emails keep links for years: where the file is missing, that is a failure. */
export function loadVectors(): Vectors {
  return JSON.parse(readFileSync(vectorsFile, 'utf8')) as Vectors;
}

export function makeVector({ keys, bases, now }: VectorSettings, vector: LinkCase): string {
  const clock = () => Date.parse(now);
  const links = createLinks({ ...bases, keys: keys[0], now: clock, ...vector.options });
  return (links[vector.kind] as (...given: readonly unknown[]) => string)(...vector.arguments);
}

/** Reads a link before any of them has expired. */
export function readVector(
  { keys }: VectorSettings,
  {
    url,
    options,
    reader = {},
  }: Pick<LinkVector, 'url'> & Partial<Pick<LinkVector, 'options' | 'reader'>>,
): Link {
  return createLinks({ keys, now: () => 0, ...options, ...reader }).read(url);
}

/** The code of the error; undefined where it is read after all. */
export function refusalOf(
  settings: VectorSettings,
  { url, options, now = settings.now, read }: RefusedCase,
): string | undefined {
  const clock = () => Date.parse(now);
  return codeOf(() =>
    createLinks({ keys: settings.keys[0], now: clock, ...options }).read(url, read),
  );
}
