import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { build as buildAstro } from 'astro';
import { build } from 'vite';

// Builds every application into dist/, each by its own framework's tools.

const here = fileURLToPath(new URL('.', import.meta.url));
const plugins = { react: react(), vue: vue(), svelte: svelte() };

/** Puts the test's own collector and options in the place of those that docs/recipes.md shows. */
function useTestOptions(code) {
  return code
    .replace(/(['"`])https:\/\/t\.example\.com\/\1/, 'globalThis.testCollector')
    .replace(/site: ?(['"`])acme\1/, 'site: globalThis.testSite, ...globalThis.testOptions');
}

function forTests() {
  return {
    name: 'for-tests',
    enforce: 'post',
    transform: (code, id) => (id.includes('node_modules') ? null : useTestOptions(code)),
  };
}

rmSync(`${here}dist`, { recursive: true, force: true });
for (const [name, plugin] of Object.entries(plugins)) {
  await build({
    root: `${here}${name}`,
    base: `/app/${name}/`,
    configFile: false,
    logLevel: 'warn',
    plugins: [plugin, forTests()],
    build: { outDir: `${here}dist/${name}`, emptyOutDir: true },
  });
}
process.env.ASTRO_TELEMETRY_DISABLED = '1';
await buildAstro({
  root: `${here}astro`,
  outDir: `${here}dist/astro`,
  base: '/app/astro',
  logLevel: 'warn',
  vite: { plugins: [forTests()] },
});

// Next.js has no plugins: its files are changed when they are built.
execFileSync(process.execPath, [`${here}node_modules/next/dist/bin/next`, 'build', `${here}next`], {
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
});
cpSync(`${here}next/out`, `${here}dist/next`, { recursive: true });
for (const path of globSync('dist/next/**/*.js', { cwd: here })) {
  writeFileSync(`${here}${path}`, useTestOptions(readFileSync(`${here}${path}`, 'utf8')));
}

// Scripts that pages load as they are published.
mkdirSync(`${here}dist/npm`, { recursive: true });
const scripts = {
  'turbo.js': '@hotwired/turbo/dist/turbo.es2017-umd.js',
  'jquery.js': 'jquery/dist/jquery.min.js',
  'plausible.js': '@plausible-analytics/tracker/plausible.js',
  'countly.js': 'countly-sdk-web/lib/countly.min.js',
  'amplitude.js': '@amplitude/analytics-browser/lib/scripts/amplitude-min.js',
};
for (const [name, path] of Object.entries(scripts)) {
  cpSync(`${here}node_modules/${path}`, `${here}dist/npm/${name}`);
}
