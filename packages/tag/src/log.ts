import { wire } from '@hitmark/codec/hit';
import type { TagOptions } from './tag-options.ts';
import type { Fields } from './tag.ts';

/**
 * Logs the outcome of a hit, where the page asks for it by the option `debug` or `?hitmark-debug` in its
 * address. `tag.debug.js` logs; from `tag.js` the minifier drops every call.
 */
export function log(options: TagOptions, what: string, ...about: unknown[]): void {
  // eslint-disable-next-line no-console
  if (wantsLog(options)) console.log('hitmark', what, ...about);
}

export function wantsLog({ debug }: TagOptions): boolean {
  return debug !== undefined || /hitmark-debug/.test(location.search);
}

/** Says why something does not happen: the first of the reasons that holds. */
export function logReason(
  options: TagOptions,
  what: string,
  reasons: Readonly<Record<string, boolean | undefined>>,
  ...about: unknown[]
): void {
  const reason = Object.keys(reasons).find((name) => reasons[name]);
  if (reason !== undefined) log(options, `${what}: ${reason}`, ...about);
}

/** Logs the values that collectors will cut or leave out of a hit: the rest of it arrives. */
export function logCuts(options: TagOptions, hit: Fields, data: object): void {
  const names = Object.keys(data);
  const isCut =
    String(hit[wire.event]).length > 128 ||
    String(hit[wire.user]).length > 256 ||
    names.length > 64 ||
    names.some((name) => /^(constructor|prototype|__proto__|.{65,})?$/.test(name));
  if (isCut) log(options, 'cut: a name that is too long or not allowed, or over 64 of them', hit);
}

/** Logs the collector's answer. */
export function logAnswer(options: TagOptions, status: number, lines: string): void {
  const isLater = status === 429 || status > 499;
  const isDropped = status > 399;
  log(options, isLater ? `later: ${status}` : isDropped ? `dropped: ${status}` : 'hit', lines);
}
