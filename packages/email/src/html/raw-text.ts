import { code, isSpace } from './characters.ts';
import { readName } from './name.ts';

/** Elements whose content is no markup, in HTML's own namespace and with scripting off. */
const rawTextElements = new Set([
  'style',
  'script',
  'title',
  'textarea',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'plaintext',
]);

export function isRawText(name: string): boolean {
  return rawTextElements.has(name);
}

/**
 * Finds where the end tag of a raw text element begins.
 *
 * @param from after the start tag
 * @returns -1 where the rest of the text is the element's
 */
export function findRawTextEnd(html: string, name: string, from: number): number {
  if (name === 'plaintext') return -1;
  if (name === 'script') return findScriptEnd(html, from);
  let at = html.indexOf('</', from);
  while (at !== -1 && !endsName(html, name, at + 2)) at = html.indexOf('</', at + 2);
  return at;
}

/** Tells whether `name`, in lower case, stands at `start` whole. */
function endsName(html: string, name: string, start: number): boolean {
  const end = start + name.length;
  const unit = html.charCodeAt(end);
  const isWhole = unit === code.greater || unit === code.slash || isSpace(unit);
  return isWhole && readName(html, start, end) === name;
}

/** The script data states (13.2.5.4, 13.2.5.15 to 13.2.5.31): a script inside `<!--` hides its end. */
function findScriptEnd(html: string, from: number): number {
  const step = /<!--|-->|<(\/?)script[\t\n\f\r />]/gi;
  step.lastIndex = from;
  let state: 'plain' | 'escaped' | 'double-escaped' = 'plain';
  for (let found = step.exec(html); found !== null; found = step.exec(html)) {
    const [text, slash] = found;
    if (text === '-->') {
      state = 'plain';
    } else if (text === '<!--') {
      if (state === 'plain') state = 'escaped';
      // `<!-->` begins and ends it.
      step.lastIndex -= 2;
    } else if (slash === '') {
      if (state === 'escaped') state = 'double-escaped';
    } else if (state === 'double-escaped') {
      state = 'escaped';
    } else {
      return found.index;
    }
  }
  return -1;
}
