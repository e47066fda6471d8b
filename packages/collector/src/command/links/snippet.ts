import type { Options } from '../../configuration/index.ts';
import { pinnedTag, stub } from '../../routes/assets.ts';
import { CommandError } from '../command-error.ts';
import { readArguments } from '../read-arguments.ts';

/** `hitmark snippet`: what to paste into a page, for the collector of the configuration. */
export async function snippet(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, ['site']);
  const site = flags['site'] ?? 'my-site';
  if (!/^[\w.,-]{1,64}$/.test(site)) {
    throw new CommandError('usage', '--site: expected letters, digits, dots, hyphens and commas');
  }
  const parts = snippets(options, site);
  const text = flags['json'] === undefined ? writeSnippets(parts) : `${JSON.stringify(parts)}\n`;
  process.stdout.write(text);
}

/** Pieces of HTML for a page, and what its Content-Security-Policy must allow. */
interface Snippets {
  readonly tag: string;
  /** Goes in front of the tag, to call `hitmark()` before it has come. */
  readonly stub: string;
  /** Picture for browsers without scripts. */
  readonly noscript: string;
  /** The tag with its hash, in place of `tag`. */
  readonly pinned: string;
  readonly policy: readonly string[];
}

function snippets({ publicUrl, port, paths }: Options, site: string): Snippets {
  const collector = publicUrl?.replace(/\/$/, '') ?? `http://localhost:${port}`;
  const tagPath = paths.tag[0] ?? '';
  const pinned = pinnedTag(tagPath);
  const local = isLocal(collector) ? ' data-localhost="on"' : '';
  const attributes = `data-site="${site}"${local}${renamedRoutes(tagPath, paths)}`;
  return {
    tag: `<script async src="${collector}${tagPath}" ${attributes}></script>`,
    stub: `<script>${stub()}</script>`,
    noscript: `<noscript><img src="${collector}${paths.pixel[0]}?i=${site}" width="1" height="1" alt="" referrerpolicy="no-referrer-when-downgrade"></noscript>`,
    pinned: `<script async src="${collector}${pinned.path}" integrity="${pinned.integrity}" crossorigin="anonymous" ${attributes}></script>`,
    policy: ['script-src', 'connect-src', 'img-src'].map((name) => `${name} ${collector}`),
  };
}

/**
 * Tells whether a collector is on this machine. Then the pages are, too, and the tag counts nothing there without the
 * attribute `data-localhost`.
 */
function isLocal(collector: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(collector).hostname);
}

function writeSnippets({ tag, stub: queue, noscript, pinned, policy }: Snippets): string {
  return `<!-- The tag, into the <head> -->
${tag}

<!-- In front of it, to call hitmark() before it has come -->
${queue}

<!-- Without scripts, into the <body>: a page view -->
${noscript}

<!-- Instead of the first, pinned: this very tag, or none at all -->
${pinned}

<!-- What a Content-Security-Policy must allow; the stub above also a nonce or its hash -->
${policy.join('\n')}
`;
}

/**
 * Attributes with the routes that the tag would not find: it looks for them in its own folder, by their default names.
 */
function renamedRoutes(tagPath: string, { script, pixel, hits }: Options['paths']): string {
  const folder = tagPath.slice(0, tagPath.lastIndexOf('/') + 1);
  const routes = { 'track.js': script[0], 'pixel.gif': pixel[0], hits: hits[0] };
  return Object.entries(routes)
    .filter(([name, path]) => path !== `${folder}${name}`)
    .map(([name, path]) => ` data-${name}="${path}"`)
    .join('');
}
