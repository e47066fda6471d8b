import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

const tag = 'packages/tag';

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
  plugins: [nodeResolve(), minify()],
});

export default [
  script('tag-script.js', 'tag.js'),
  script('cache-buster.js', 'buster.js'),
  {
    input: `${tag}/build/index.js`,
    output: { file: `${tag}/dist/index.js`, format: 'es' },
    plugins: [nodeResolve()],
  },
];
