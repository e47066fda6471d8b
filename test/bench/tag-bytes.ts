import { brotliCompressSync } from 'node:zlib';
import { rollup, type Plugin, type RollupOptions } from 'rollup';

// What each feature of tag.js costs: the script is built again with one feature put to sleep, and what is
// missing then is its price (brotli 11, as it is served). `node test/bench/tag-bytes.ts`, after `pnpm build`.

/** Replacement of a module of packages/tag/src, or of a part of it, that leaves out a feature. */
interface Cut {
  readonly module: string;
  /** @defaultValue the whole module */
  readonly part?: RegExp;
  readonly put: string;
}

const features: Readonly<Record<string, Cut>> = {
  'kept for later': {
    module: 'storage',
    part: /export function keep[^]*?\n\}\n/,
    put: `export function keep() {}`,
  },
  'starred tokens, emails, sessions, click ids': {
    module: 'clean-url',
    put: `export const cleanUrl = (url) => url;`,
  },
  'engagement: time, signs of life, scroll depth': {
    module: 'engagement',
    put: `export const markSeen = () => {}; export const see = () => {}; export const recordEngagement = () => {}; export const measureDepth = () => {};`,
  },
  'single-page moves': {
    module: 'moves',
    put: `export const followMoves = () => {}; export const restoreHistory = () => {};`,
  },
  'late titles': {
    module: 'views',
    part: /function lookForTitle[^]*?\n\}\n/,
    put: 'function lookForTitle(tag) { announceView(tag); }',
  },
  'views by hand': {
    module: 'views',
    part: /export function recordView[^]*?\n\}\n/,
    put: 'export function recordView() {}',
  },
  'outbound links, downloads, contacts, own domains': {
    module: 'links',
    put: 'export function recordLink() {}',
  },
  forms: { module: 'actions', part: /else if \(tag.forms[^]*?;\n/, put: '' },
  'declared events': {
    module: 'actions',
    part: /function recordDeclared[^]*?\n\}\n/,
    put: 'function recordDeclared() {}',
  },
  hm_click: { module: 'click-reference', put: `export const takeClickReference = () => '';` },
  'automated, localhost, sample, opt-out': {
    module: 'is-not-counted',
    put: `export const isNotCounted = () => false;`,
  },
  'consent and GPC, DNT': {
    module: 'consent',
    put: `export const firstConsent = () => ''; export const isAnonymous = () => false;`,
  },
  'data that cannot be sent': { module: 'data', put: `export const toData = (data) => data;` },
  'image and script': {
    module: 'deliver',
    part: /function askByElement[^]*?\n\}\n/,
    put: 'function askByElement() {}',
  },
  'lists with patterns': { module: 'is-listed', put: `export const isListed = () => false;` },
  'any stub': { module: 'queue', put: `export const takeQueue = () => {};` },
  'debug log (which is another script)': {
    module: 'load-debug-tag',
    put: `export const loadDebugTag = () => {};`,
  },
};

const configuration: URL = new URL('../../rollup.config.mjs', import.meta.url);
const { default: builds } = (await import(configuration.href)) as { default: RollupOptions[] };
const build = builds.find(
  ({ input }) => typeof input === 'string' && input.endsWith('/tag-script.js'),
);

const whole = await bytes();
const prices: [name: string, price: number][] = [];
for (const [name, cut] of Object.entries(features)) prices.push([name, whole - (await bytes(cut))]);
for (const [name, price] of prices.toSorted(([, a], [, b]) => b - a)) print(price, name);
print(whole, 'tag.js');

function print(price: number, name: string): void {
  console.log(`${String(price).padStart(6)}  ${name}`);
}

async function bytes(cut?: Cut): Promise<number> {
  const asleep: Plugin = {
    name: 'asleep',
    transform(code, id) {
      if (cut === undefined || !id.endsWith(`/packages/tag/build/${cut.module}.js`)) return null;
      const rest = code.replace(cut.part ?? /[^]*/, cut.put);
      if (rest === code) throw new Error(`expected ${cut.module} to hold ${String(cut.part)}`);
      return rest;
    },
  };
  const bundle = await rollup({ ...build, plugins: [asleep, build?.plugins] });
  const { output } = await bundle.generate({ format: 'iife' });
  await bundle.close();
  return brotliCompressSync(output[0].code).length;
}
