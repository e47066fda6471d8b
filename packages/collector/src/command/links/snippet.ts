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
  process.stdout.write(snippets(options, site));
}

function snippets({ publicUrl, port, paths }: Options, site: string): string {
  const collector = publicUrl?.replace(/\/$/, '') ?? `http://localhost:${port}`;
  const tagPath = paths.tag[0] ?? '';
  const pinned = pinnedTag(tagPath);
  const attributes = `data-site="${site}"${renamedRoutes(tagPath, paths)}`;
  return `<!-- The tag, into the <head> -->
<script async src="${collector}${tagPath}" ${attributes}></script>

<!-- In front of it, to call hitmark() before it has come -->
<script>${stub()}</script>

<!-- Without scripts, into the <body>: a page view -->
<noscript><img src="${collector}${paths.pixel[0]}?i=${site}" width="1" height="1" alt="" referrerpolicy="no-referrer-when-downgrade"></noscript>

<!-- Instead of the first, pinned: this very tag, or none at all -->
<script async src="${collector}${pinned.path}" integrity="${pinned.integrity}" crossorigin="anonymous" ${attributes}></script>

<!-- What a Content-Security-Policy must allow; the stub above also a nonce or its hash -->
script-src ${collector}
connect-src ${collector}
img-src ${collector}
`;
}

/** The tag looks for the routes in its own folder, by their usual names; others it must be told. */
function renamedRoutes(tagPath: string, { script, pixel, hits }: Options['paths']): string {
  const folder = tagPath.slice(0, tagPath.lastIndexOf('/') + 1);
  const routes = { 'track.js': script[0], 'pixel.gif': pixel[0], hits: hits[0] };
  return Object.entries(routes)
    .filter(([name, path]) => path !== `${folder}${name}`)
    .map(([name, path]) => ` data-${name}="${path}"`)
    .join('');
}
