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

/**
 * Functions as arrows and constants as variables: terser joins and inlines those further, which makes
 * the script a twentieth smaller.
 */
const declareByLet = () => ({
  name: 'declare-by-let',
  renderChunk: (code) =>
    code
      .replace(/^( *)(async )?function (\w+)\((.*)\) \{$/gm, '$1let $3 = $2($4) => {')
      .replace(/^( *(?:for \()?)const /gm, '$1let '),
});

/** Browsers of the last years: ES2020. */
const minify = () =>
  terser({
    ecma: 2020,
    toplevel: true,
    compress: { passes: 5, unsafe_arrows: true, pure_getters: true },
    format: { comments: false },
  });

const script = (input, file, format = 'iife') => ({
  input: `${tag}/build/${input}`,
  output: { file: `${tag}/dist/${file}`, format, strict: false },
  plugins: [nodeResolve(), inlineWire(), declareByLet(), minify()],
});

export default [
  script('tag-script.js', 'tag.js'),
  script('tag-full-script.js', 'tag.full.js'),
  script('cache-buster.js', 'buster.js'),
  script('stub.js', 'stub.js', 'es'),
  {
    input: `${tag}/build/index.js`,
    output: { file: `${tag}/dist/index.js`, format: 'es' },
    plugins: [nodeResolve()],
  },
];
