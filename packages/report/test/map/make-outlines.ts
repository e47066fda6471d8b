import { writeFileSync } from 'node:fs';
import { atlasOutlines } from './atlas-outlines.ts';

// Writes src/page/map/outlines.ts anew, after an update of world-atlas:
// node packages/report/test/map/make-outlines.ts && pnpm format

const { width, height, paths, points } = atlasOutlines();
const file = new URL('../../src/page/map/outlines.ts', import.meta.url);
writeFileSync(
  file,
  `// Written by test/map/make-outlines.ts from world-atlas, whose data is Natural Earth's (public domain).

/** Size of the map, in its own units. */
export const mapSize = ${JSON.stringify({ width, height })} as const;

/** Outlines of countries as path data, by their ISO 3166 codes. */
export const outlines: Readonly<Record<string, string>> = ${JSON.stringify(paths)};

/** Middles of the countries that are too small for an outline. */
export const smallCountries: Readonly<Record<string, readonly [x: number, y: number]>> =
  ${JSON.stringify(points)};
`,
);
