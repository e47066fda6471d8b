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
    module: 'retry',
    put: `export const keep = () => {};`,
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
    module: 'follow-moves',
    put: `export const followMoves = () => {};`,
  },
  'outbound links and downloads': {
    module: 'actions',
    part: / {4}const link = [^]*?\n {4}\}\n/,
    put: '',
  },
  forms: { module: 'actions', part: / {4}if \(isSubmit && [^]*?\n {4}\}\n/, put: '' },
  'declared events': { module: 'actions', part: / {4}const declared[^]*?\n {4}\}\n/, put: '' },
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
  search: { module: 'announce', part: / {8}each\([^]*?\}\);\n/, put: '' },
  'image and script': { module: 'load', put: `export const load = () => {};` },
  'debug log': {
    module: 'start-script',
    part: /if \('debug' in [^]*?else \{/,
    put: '{',
  },
};

const configuration: URL = new URL('../../rollup.config.mjs', import.meta.url);
const { default: builds, minify } = (await import(configuration.href)) as {
  default: RollupOptions[];
  minify: () => Plugin;
};
const build = builds.find(
  ({ input }) => typeof input === 'string' && input.endsWith('/tag-script.js'),
);

/** Letters are chosen for the whole script; each of these gets the minifier's own. */
const plugins = ((build?.plugins ?? []) as Plugin[]).map((plugin) =>
  plugin.name === 'choose' ? minify() : plugin,
);

const whole = await bytes();
const prices: [name: string, price: number][] = [];
for (const [name, cut] of Object.entries(features)) prices.push([name, whole - (await bytes(cut))]);
for (const [name, price] of prices.toSorted(([, a], [, b]) => b - a)) print(price, name);
print(whole, 'tag.js, before its letters are chosen');

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
  const bundle = await rollup({ ...build, plugins: [asleep, plugins] });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return brotliCompressSync(output[0].code).length;
}
