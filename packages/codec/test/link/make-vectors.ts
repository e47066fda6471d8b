// Adds to vectors/sealed-links.json what stands in vector-cases/ and not yet there. What is there stays as
// it is; where today's code makes one of those links otherwise, nothing is written:
// `node --conditions=@hitmark/source packages/codec/test/link/make-vectors.ts`
import { existsSync, writeFileSync } from 'node:fs';
import { writeJson } from '../../src/json.ts';
import { linkDefaults } from '../../src/link/link.ts';
import { allCases } from './vector-cases/all-cases.ts';
import { damagedCases } from './vector-cases/damaged-cases.ts';
import { refusedCases } from './vector-cases/refused-cases.ts';
import { vectorBases, vectorKeys, vectorNow } from './vector-cases/settings.ts';
import { loadVectors, makeVector, readVector, refusalOf, vectorsFile } from './vectors.ts';

const settings = { keys: vectorKeys, now: vectorNow, bases: vectorBases, defaults: linkDefaults };
const known = existsSync(vectorsFile) ? loadVectors() : { links: [], damaged: [], refused: [] };

for (const vector of known.links) {
  if (makeVector(settings, vector) !== vector.url)
    throw new Error(`made otherwise: ${vector.name}`);
}

const links = newOnes(allCases(), known.links).map((given) => {
  const url = makeVector(settings, given);
  return { ...given, url, link: withoutDefaults(readVector(settings, { ...given, url })) };
});
const damaged = newOnes(damagedCases(), known.damaged).map((given) => ({
  ...given,
  link: withoutDefaults(readVector(settings, given)),
}));
const refused = newOnes(refusedCases(), known.refused).map((given) => {
  const code = refusalOf(settings, given);
  if (code === undefined) throw new Error(`read, and not refused: ${given.name}`);
  return { ...given, code };
});

writeFileSync(
  vectorsFile,
  `{"settings": ${writeJson(settings)},
"links": [
${lines([...known.links, ...links])}
],
"damaged": [
${lines([...known.damaged, ...damaged])}
],
"refused": [
${lines([...known.refused, ...refused])}
]}
`,
);
console.log(
  `${links.length} links, ${damaged.length} damaged and ${refused.length} refused ones more`,
);

interface Named {
  readonly name: string;
}

function newOnes<Case extends Named>(cases: readonly Case[], there: readonly Named[]): Case[] {
  const names = new Set(there.map(({ name }) => name));
  return cases.filter(({ name }) => !names.has(name));
}

/** Picks the members of a link that differ from the defaults, which are read where a token says nothing. */
function withoutDefaults(link: object): object {
  const usual: Readonly<Record<string, unknown>> = linkDefaults;
  const isStated = ([name, value]: [string, unknown]): boolean =>
    !(name in usual) || writeJson(value) !== writeJson(usual[name]);
  return Object.fromEntries(Object.entries(link).filter(isStated));
}

function lines(vectors: readonly object[]): string {
  return vectors.map((vector) => writeJson(vector)).join(',\n');
}
