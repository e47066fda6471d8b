import { brotliCompressSync } from 'node:zlib';
import { rollup, type Plugin, type RollupOptions } from 'rollup';

// What each feature of tag.js costs: the script is built again with one feature put to sleep, and what is
// missing then is its price (brotli 11, as it is served). `node test/bench/tag-bytes.ts`, after `pnpm build`.

/** What stands in for a module of packages/tag/src, or for a part of it, where a feature is left out. */
interface Cut {
  readonly module: string;
  /** @defaultValue the whole module */
  readonly part?: RegExp;
  readonly put: string;
}

const features: Readonly<Record<string, Cut>> = {
  'retries: bounded queue, Retry-After': {
    module: 'retry-queue',
    put: `export const isPaused = () => false; export const keep = () => {}; export const take = () => ''; export const pause = () => {};`,
  },
  'starred tokens, emails, sessions': {
    module: 'clean-url',
    put: `export const cleanUrl = (url) => url;`,
  },
  'engagement: time and scroll depth': {
    module: 'engagement',
    put: `export const reportEngagement = () => {}; export const resetDepth = () => {}; export const watchDepth = () => {};`,
  },
  'single-page moves': {
    module: 'moves',
    put: `export const followMoves = () => {}; export const leaveHistory = () => {};`,
  },
  'outbound links and downloads': {
    module: 'actions',
    part: / {4}if \(link\?\.host\) \{[^]*?\n {4}\}\n/,
    put: '',
  },
  forms: { module: 'actions', part: / {4}if \(isSubmit && [^]*?\n {4}\}\n/, put: '' },
  'declared events': { module: 'actions', part: / {4}if \(declared\) \{[^]*?\n {4}\}\n/, put: '' },
  hm_click: {
    module: 'click-id',
    put: `export let clickId; export const takeClickId = () => {};`,
  },
  'automated, localhost, sample, opt-out': {
    module: 'reason-not-to-count',
    put: `export const reasonNotToCount = () => {};`,
  },
  'consent denied, GPC, DNT': {
    module: 'privacy',
    put: `export const isAnonymous = () => false;`,
  },
  search: { module: 'search-term', put: `export const searchTerm = () => null;` },
  'screen, viewport, time zone': {
    module: 'views',
    part: / {8}\[wire\.(screen|viewport|timezone)\].*\n/g,
    put: '',
  },
  'image and script': { module: 'load', put: `export const load = () => {};` },
  'debug log': { module: 'log', put: `export const log = () => {};` },
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
  const { output } = await bundle.generate({ format: 'iife', strict: false });
  await bundle.close();
  return brotliCompressSync(output[0].code).length;
}
