import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Style and script of the pages, which stand inline, and the policy that lets in these two alone. */
export interface Assets {
  readonly style: string;
  readonly script: string;
  /** Value of `Content-Security-Policy`. */
  readonly policy: string;
}

/** Style sheets of the pages, in their order. */
const sheets = [
  'tokens',
  'ground',
  'page',
  'controls',
  'numbers',
  'tables',
  'map',
  'events',
  'messages',
  'quality',
  'person',
  'media',
];

/** Reads style and script. The paths are the same from `src/page` and from `dist/page`. */
export function loadAssets(): Assets {
  const style = loadStyle(sheets);
  const script = read('../../dist/page-script.js').trim();
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { style, script, policy };
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

/** Joins style sheets. */
export function loadStyle(names: readonly string[]): string {
  return names.map((name) => read(`../../src/page/style/${name}.css`)).join('');
}

/** Source of a Content-Security-Policy for an inline text: its hash. */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
