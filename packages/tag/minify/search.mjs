import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { rollup } from 'rollup';

import builds from '../../../rollup.config.mjs';
import { letters, reorder } from './choose.mjs';
import { readOrder } from './order.mjs';
import { readNames } from './rename.mjs';

// Looks for letters and an order that brotli likes: climbs from what choice.json holds, and writes what it
// found. Every change of the tag's source makes it worth a run: node packages/tag/minify/search.mjs [seconds] [seed],
// after `pnpm build`.

const file = new URL('choice.json', import.meta.url);
const [seconds = 60, seed = 1] = process.argv.slice(2);

let state = Number(seed) * 7919 + 1;
const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
const below = (count) => Math.floor(random() * count);

const source = await unchosen();
const chosen = JSON.parse(readFileSync(file, 'utf8'));
const { render: renderOrder, names: known } = readOrder(reorder(source, chosen));
const { groups } = readNames(renderOrder(known));

/** An order is read once: most of what is tried are letters. */
const renderers = new WeakMap();
const size = ({ order, names }) => {
  if (!renderers.has(order)) renderers.set(order, readNames(renderOrder(order)).render);
  const code = renderers.get(order)(names);
  return brotliCompressSync(`try{${code.replace(/;$/, '')}}catch{}\n`).length;
};

let now = { order: known, names: firstNames() };
let bytes = size(now);
let best = { ...now, bytes };
console.log(`from ${bytes}`);

const start = Date.now();
const end = start + Number(seconds) * 1000;
while (Date.now() < end) {
  const next = random() < 0.2 ? moved(now) : renamed(now);
  if (next === null) continue;
  const found = size(next);
  // At first it may also climb down a little, so that it does not stay on the first hill.
  const allowed = Math.floor(-Math.log(random()) * (1 - (Date.now() - start) / (end - start)));
  if (found <= bytes + allowed) {
    now = next;
    bytes = found;
    if (bytes < best.bytes) best = { ...now, bytes };
  }
}
console.log(`to ${best.bytes}`);
const keys = new Set([...best.order, ...Object.keys(best.names)]);
const choice = Object.fromEntries([...keys].map((name) => [name, best.names[name]]));
writeFileSync(file, `${JSON.stringify(choice, null, 2)}\n`);

/** The script as `choose` of rollup's configuration gets it. */
async function unchosen() {
  const build = builds.find(({ input }) => input.endsWith('/tag-script.js'));
  const until = build.plugins.findIndex(({ name }) => name === 'choose');
  const bundle = await rollup({ ...build, plugins: build.plugins.slice(0, until) });
  const { output } = await bundle.generate(build.output);
  return output[0].code.trim();
}

function firstNames() {
  const names = {};
  for (const { name, conflicts } of groups.values()) {
    const isFree = (letter) => ![...conflicts].some((other) => names[other] === letter);
    const wanted = chosen[name];
    names[name] = wanted && isFree(wanted) ? wanted : letters.find(isFree);
  }
  return names;
}

/** One function stands elsewhere. */
function moved({ order, names }) {
  const next = [...order];
  const [one] = next.splice(below(next.length), 1);
  next.splice(below(next.length + 1), 0, one);
  return { order: next, names };
}

/** One variable has another letter; those that have it and are in the way take the old one. */
function renamed({ order, names }) {
  const all = [...groups.keys()];
  const name = all[below(all.length)];
  const letter = letters[below(letters.length)];
  const next = { ...names, [name]: letter };
  const others = [...groups.get(name).conflicts].filter((other) => names[other] === letter);
  for (const other of others) next[other] = names[name];
  const isWrong = (other) => [...groups.get(other).conflicts].some((x) => next[x] === next[other]);
  return names[name] === letter || others.some(isWrong) ? null : { order, names: next };
}
