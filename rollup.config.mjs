import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

import { wire } from './packages/codec/dist/hit/wire.js';

const tag = 'packages/tag';

/** Writes the wire's letters into the code: terser leaves `{ [wire.random]: … }` a variable each. */
const inlineWire = () => ({
  name: 'inline-wire',
  transform: (code, id) =>
    id.includes('packages/tag/')
      ? code.replace(/\bwire\.(\w+)/g, (_, field) => `'${wire[field]}'`)
      : null,
});

/** Browsers of the last years: ES2020. A leading `_` is ours to shorten. */
const minify = () =>
  terser({
    ecma: 2020,
    toplevel: true,
    compress: { passes: 3, unsafe_arrows: true, booleans_as_integers: false },
    mangle: { properties: { regex: /^_/ } },
    format: { comments: false },
  });

const script = (input, file) => ({
  input: `${tag}/build/${input}`,
  output: { file: `${tag}/dist/${file}`, format: 'iife', strict: false },
  plugins: [nodeResolve(), inlineWire(), minify()],
});

export default [
  script('tag-script.js', 'tag.js'),
  script('tag-full-script.js', 'tag.full.js'),
  script('cache-buster.js', 'buster.js'),
  {
    input: `${tag}/build/index.js`,
    output: { file: `${tag}/dist/index.js`, format: 'es' },
    plugins: [nodeResolve()],
  },
];
