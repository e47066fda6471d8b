import type { Texts } from '../texts/en.ts';

const pathDimensions = ['page', 'entry_page', 'exit_page'];

/** The name that people use for a value of a dimension, such as `Switzerland` for `CH`. */
export function nameOfValue(dimension: string, value: string, texts: Texts): string {
  const { locale } = texts;
  try {
    if (dimension === 'country') {
      return new Intl.DisplayNames(locale, { type: 'region' }).of(value) ?? value;
    }
    if (dimension === 'language') {
      return new Intl.DisplayNames(locale, { type: 'language' }).of(value) ?? value;
    }
  } catch {
    // No code of one: it is shown as it is.
    return value;
  }
  const named = Object.entries(texts.values[dimension] ?? {}).find(([stored]) => stored === value);
  if (named !== undefined) return named[1];
  if (pathDimensions.includes(dimension)) return readablePath(value);
  if (dimension === 'data.url') return value.replace(/^https?:\/\/(www\.)?/, '');
  return value;
}

/** A path with the characters that its escapes stand for. */
export function readablePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
