import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import terser from '@rollup/plugin-terser';
import sourcemaps from 'rollup-plugin-sourcemaps2';

import { otherForms, wire } from './packages/codec/dist/hit/wire.js';

const tag = 'packages/tag';

const resolve = () => nodeResolve({ rootDir: tag, ignoreSideEffectsForRoot: true });

/**
 * Puts the wire's letters into the code, as the minifier leaves a variable for each of `{ [wire.random]: … }`;
 * and takes out what TypeScript does to the address of an import, which is no file of ours.
 */
const inline = () =>
  replace({
    preventAssignment: true,
    values: {
      ...letters('wire', wire),
      ...letters('otherForms', otherForms),
      __rewriteRelativeImportExtension: '',
    },
  });

/** Text of each member of a table of the wire's letters, such as `'r'` for `wire.random`. */
const letters = (table, names) =>
  Object.fromEntries(
    Object.entries(names).map(([field, name]) => [`${table}.${field}`, `'${name}'`]),
  );

/**
 * Browsers of the last years: ES2020. Members that begin with `_` are the tag's own, and shortened.
 *
 * @param pure functions whose calls are dropped
 */
const minify = (...pure) =>
  terser({
    ecma: 2020,
    module: true,
    compress: {
      passes: 4,
      unsafe_arrows: true,
      pure_getters: true,
      unsafe: true,
      keep_fargs: false,
      hoist_funs: true,
      pure_funcs: pure,
    },
    mangle: { properties: { regex: /^_/ } },
    format: { comments: false },
  });

/** Functions of the log, which `tag.debug.js` alone has. */
const logs = ['log', 'logAnswer', 'logCuts', 'logReason'];

/** A script of a page: one function, so that no name of ours is the page's. */
const script = (input, file, plugin) => ({
  input: `${tag}/build/${input}`,
  output: { file: `${tag}/dist/${file}`, format: 'iife' },
  plugins: [resolve(), inline(), plugin],
});

export default [
  // Without the log, which `tag.debug.js` has.
  script('tag-script.js', 'tag.js', minify(...logs)),
  script('tag-full-script.js', 'tag.full.js', minify(...logs)),
  script('cache-buster.js', 'buster.js', minify()),
  script('stub.js', 'stub.js', minify()),
  {
    input: 'packages/report/build/client/page-script.js',
    output: { file: 'packages/report/dist/page-script.js', format: 'iife' },
    plugins: [minify()],
  },
  {
    input: 'packages/collector/build/client/demo-script.js',
    output: { file: 'packages/collector/dist/demo-script.js', format: 'iife' },
    plugins: [minify()],
  },
  {
    input: `${tag}/build/tag.debug.js`,
    output: { file: `${tag}/dist/tag.debug.js`, format: 'es' },
    plugins: [resolve(), inline(), minify()],
  },
  {
    input: `${tag}/build/index.js`,
    output: {
      file: `${tag}/dist/index.js`,
      format: 'es',
      sourcemap: true,
      // Whoever has the package has neither our folders nor our modules: the map holds what it maps to.
      sourcemapPathTransform: (path) =>
        path
          .replace(/^.*node_modules\//, '')
          .replace(/^\.\.\/src/, '@hitmark/tag/src')
          .replace(/^\.\.\/\.\.\//, '@hitmark/'),
    },
    plugins: [resolve(), sourcemaps()],
  },
];
