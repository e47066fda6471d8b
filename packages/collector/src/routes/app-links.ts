import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../configuration/index.ts';
import { readMethods, type Route } from './route.ts';

/** Files that say which apps may open the links of this host, and the paths where systems ask for them. */
const appLinkFiles = [
  {
    name: 'apple-app-site-association',
    // iOS before 9.3 asks at the root.
    paths: ['/.well-known/apple-app-site-association', '/apple-app-site-association'],
  },
  { name: 'assetlinks.json', paths: ['/.well-known/assetlinks.json'] },
];

/** Apple reads no larger one: 128 KiB, uncompressed. */
const maxBytes = 131_072;

/**
 * Routes of the app link files in a folder, which is read once. Apple and Google want each under its own path,
 * as JSON, and without a redirect.
 *
 * @throws ConfigurationError where the folder holds neither file, or one that is no JSON or too large
 */
export function appLinkRoutes(folder: string | null): readonly Route[] {
  if (folder === null) return [];
  const routes = appLinkFiles.flatMap(({ name, paths }) => {
    const body = readAppLinks(join(folder, name));
    return body === null ? [] : [appLinkRoute(paths, body)];
  });
  if (routes.length > 0) return routes;
  const names = appLinkFiles.map(({ name }) => name).join(' or ');
  throw new ConfigurationError([`appLinks.folder: expected a folder with ${names}, got ${folder}`]);
}

function appLinkRoute(paths: readonly string[], body: string): Route {
  const headers = {
    'cache-control': 'public, max-age=3600',
    'content-type': 'application/json',
    'x-content-type-options': 'nosniff',
  };
  return { paths, methods: readMethods, answer: async () => ({ status: 200, headers, body }) };
}

/** Text of a file; null where there is none. */
function readAppLinks(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw problem(path, cause);
  }
  try {
    JSON.parse(text);
  } catch (cause) {
    throw problem(path, cause);
  }
  if (Buffer.byteLength(text) <= maxBytes) return text;
  throw problem(path, new Error(`more than ${maxBytes} bytes`));
}

function problem(path: string, cause: unknown): ConfigurationError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ConfigurationError([`appLinks.folder: expected JSON in ${path}, got ${reason}`], {
    cause,
  });
}
