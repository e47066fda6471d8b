import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

import { wire } from './packages/codec/dist/hit/wire.js';
import choice from './packages/tag/minify/choice.json' with { type: 'json' };
import { rename, reorder } from './packages/tag/minify/choose.mjs';

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
 * What a script has no use for: the log, which `tag.debug.js` beside it has; a hook that is no global; and
 * what TypeScript does to the address of an import, which is no file of ours.
 */
const asScript = () => ({
  name: 'as-script',
  transform: (code, id) =>
    /\/log\.[jt]s$/.test(id)
      ? 'export function log() {\n}'
      : code.replace('hooks[', 'self[').replace('__rewriteRelativeImportExtension', ''),
});

/** A module's variable is set by a function of it; where all is one scope the assignment itself does. */
const inlineSetters = () => ({
  name: 'inline-setters',
  renderChunk(code) {
    const setters = new Map();
    for (const { type, id, params, body } of this.parse(code).body) {
      const set =
        type === 'FunctionDeclaration' && body.body.length === 1 && body.body[0].expression;
      if (
        set?.type === 'AssignmentExpression' &&
        set.right.name &&
        set.right.name === params[0]?.name
      ) {
        setters.set(id.name, code.slice(set.start, set.right.start));
      }
    }
    return code.replace(/(?<!function |\.)\b((?:set|add)\w*)\(/g, (all, name) =>
      setters.has(name) ? `(${setters.get(name)}` : all,
    );
  },
});

/**
 * Shorter spellings of the same: functions as arrows and constants as variables, which terser joins and
 * inlines further; and the time is `new Date` where a number is made of it.
 */
const shorten = () => ({
  name: 'shorten',
  renderChunk: (code) =>
    code
      .replace(/^( *)(?:export )?(async )?function (\w+)\((.*)\) \{$/gm, '$1let $3 = $2($4) => {')
      .replace(/\bconst (?=[\w{[])/g, 'let ')
      .replace(/\bDate\.now\(\)( [-/])/g, 'new Date()$1')
      .replace(/([-<>] )Date\.now\(\)/g, '$1new Date()')
      .replace(/\bDate\.now\(\)/g, '+new Date()'),
});

/** Browsers of the last years: ES2020. */
export const minify = (mangle = true) =>
  terser({
    ecma: 2020,
    toplevel: true,
    mangle,
    compress: { passes: 5, unsafe_arrows: true, pure_getters: true },
    format: { comments: false },
  });

/** Letters for names and an order of functions that brotli likes, found by `packages/tag/minify/search.mjs`. */
const choose = () => ({
  name: 'choose',
  renderChunk: (code) => rename(reorder(code.trim(), choice), choice),
});

/**
 * A block keeps names from the page as a function does, in fewer bytes; and whatever a page lacks, nothing is
 * thrown.
 */
const enclose = () => ({
  name: 'enclose',
  renderChunk: (code) => `try{${code.trim().replace(/;$/, '')}}catch{}\n`,
});

const resolve = () => nodeResolve({ rootDir: tag, ignoreSideEffectsForRoot: true });

const script = (input, file, ...plugins) => ({
  input: `${tag}/build/${input}`,
  output: { file: `${tag}/dist/${file}`, format: 'es' },
  plugins: [resolve(), inlineWire(), ...plugins],
});

export default [
  script(
    'tag-script.js',
    'tag.js',
    asScript(),
    inlineSetters(),
    shorten(),
    minify(false),
    choose(),
    enclose(),
  ),
  script(
    'tag-full-script.js',
    'tag.full.js',
    asScript(),
    inlineSetters(),
    shorten(),
    minify(),
    enclose(),
  ),
  script('tag.debug.js', 'tag.debug.js', minify()),
  script('cache-buster.js', 'buster.js', shorten(), minify()),
  script('stub.js', 'stub.js', shorten(), minify()),
  {
    input: `${tag}/build/index.js`,
    output: { file: `${tag}/dist/index.js`, format: 'es' },
    plugins: [resolve()],
  },
];
