/** A value such as `text/html; charset=utf-8`. */
export interface Parameterized {
  /** In lower case. */
  readonly value: string;
  /** Parameters by name, in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Either may lack its end. */
const commentOrQuoted = /\((?:[^()\\]|\\.)*\)?|"(?:[^"\\]|\\.)*"?/gs;
const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/gs;

/**
 * Reads the value of Content-Type and Content-Disposition (RFC 2045, 5.1). Values in parts (`name*0`)
 * are joined, and their percent signs decoded (RFC 2231): a boundary may be written so.
 */
export function readParameters(text: string): Parameterized {
  const bare = text.replace(commentOrQuoted, (found) => (/^\(.*\)$/s.test(found) ? ' ' : found));
  const parameters = new Map<string, string>();
  for (const [, rawName = '', quoted, plain = ''] of bare.matchAll(parameter)) {
    const [name = '', ...marks] = rawName.toLowerCase().split('*');
    const value = quoted?.replace(/\\(.)/gs, '$1') ?? plain;
    const isPart = /^\d+$/.test(marks[0] ?? '');
    const isEncoded = marks.length > 0 && marks.at(-1) === '';
    const decoded = isEncoded ? decodePercents(value) : value;
    if (isPart) parameters.set(name, (parameters.get(name) ?? '') + decoded);
    else if (!parameters.has(name)) parameters.set(name, decoded);
  }
  return { value: (bare.split(';', 1)[0] ?? '').trim().toLowerCase(), parameters };
}

/** `utf-8'en'%41b`, without the charset and the language. */
function decodePercents(value: string): string {
  return value
    .replace(/^[^']*'[^']*'/, '')
    .replace(/%([\da-f]{2})/gi, (_found, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}
