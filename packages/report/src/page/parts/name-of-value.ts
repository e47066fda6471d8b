const pathDimensions = ['page', 'entry_page', 'exit_page'];

/** The name that people use for a value of a dimension, such as `Switzerland` for `CH`. */
export function nameOfValue(dimension: string, value: string, locale: string): string {
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
  if (pathDimensions.includes(dimension)) return readable(value);
  if (dimension === 'data.url') return value.replace(/^https?:\/\/(www\.)?/, '');
  return value;
}

/** A path with the characters that its escapes stand for. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
