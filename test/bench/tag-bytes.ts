import { brotliCompressSync } from 'node:zlib';
import { rollup, type Plugin, type RollupOptions } from 'rollup';

// What each feature of tag.js costs: the script is built again with one feature put to sleep, and what is
// missing then is its price (brotli 11, as it is served). `node test/bench/tag-bytes.ts`, after `pnpm build`.

/** Modules of packages/tag/src, and what stands in for each where the feature is left out. */
const features: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'retries: bounded queue, Retry-After': {
    'retry-queue': `export const isPaused = () => false; export const keep = () => {}; export const take = () => '';`,
  },
  'starred tokens, emails, sessions': { 'clean-url': `export const cleanUrl = (url) => url;` },
  'engagement: time and scroll depth': {
    engagement: `export const measureEngagement = () => {};`,
  },
  'single-page moves': { moves: `export const followMoves = () => {};` },
  'outbound links and downloads': { links: `export const watchLinks = () => {};` },
  'declared events': { 'declared-events': `export const watchDeclaredEvents = () => {};` },
  forms: { forms: `export const watchForms = () => {};` },
  hm_click: { 'click-id': `export let clickId; export const takeClickId = () => {};` },
  'automated, localhost, sample, opt-out': {
    'reason-not-to-count': `export const reasonNotToCount = () => {};`,
  },
  'consent, GPC, DNT': {
    privacy: `export let consent; export const setConsent = () => {}; export const isAskedNotToTrack = () => false; export const isAnonymous = () => false;`,
  },
  search: { 'search-term': `export const searchTerm = () => null;` },
  'language, screen, viewport, time zone': { 'page-facts': `export const pageFacts = () => {};` },
  'debug log': { log: `export const log = () => {};` },
};

const configuration: URL = new URL('../../rollup.config.mjs', import.meta.url);
const { default: builds } = (await import(configuration.href)) as { default: RollupOptions[] };
const build = builds.find(
  ({ input }) => typeof input === 'string' && input.endsWith('/tag-script.js'),
);

const whole = await bytes({});
for (const [name, modules] of Object.entries(features)) {
  console.log(`${String(whole - (await bytes(modules))).padStart(6)}  ${name}`);
}
console.log(`${String(whole).padStart(6)}  tag.js`);

async function bytes(modules: Readonly<Record<string, string>>): Promise<number> {
  const asleep: Plugin = {
    name: 'asleep',
    load: (id) => modules[/([\w-]+)\.js$/.exec(id)?.[1] ?? ''] ?? null,
  };
  const bundle = await rollup({ ...build, plugins: [asleep, build?.plugins] });
  const { output } = await bundle.generate({ format: 'iife', strict: false });
  await bundle.close();
  return brotliCompressSync(output[0].code).length;
}
