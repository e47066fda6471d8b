import { createRequire } from 'node:module';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import iso from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** Outlines of countries in the units of the map, by their ISO 3166 codes. */
export interface Outlines {
  readonly width: number;
  readonly height: number;
  /** Data of an SVG path, in whole units and relative, by country. */
  readonly paths: Readonly<Record<string, string>>;
  /** Middles of the countries that are too small to have an outline. */
  readonly points: Readonly<Record<string, readonly [x: number, y: number]>>;
}

interface Properties {
  readonly name: string;
}

type Country = Feature<Geometry, Properties>;
type Atlas = Topology<{ countries: GeometryCollection<Properties> }>;

const require = createRequire(import.meta.url);

/** Width of the map: coarser than this, small countries lose their shape; finer, the map is heavier. */
const width = 700;

/**
 * Countries without a code of ISO 3166, by their names in the atlas: databases of addresses count
 * them so.
 */
const codesByName: Readonly<Record<string, string>> = {
  Kosovo: 'XK',
  'N. Cyprus': 'CY',
  Somaliland: 'SO',
};

const antarctica = 'AQ';

/** Reads the outlines from world-atlas, which is Natural Earth's data (public domain). */
export function atlasOutlines(): Outlines {
  const coarse = countriesOf(require('world-atlas/countries-110m.json') as Atlas);
  const land: FeatureCollection = { type: 'FeatureCollection', features: [...coarse] };
  const projection = geoNaturalEarth1().fitWidth(width, land);
  const path = geoPath(projection).digits(0);
  const [, [, bottom]] = path.bounds(land);
  const paths: Record<string, string> = {};
  for (const country of coarse) {
    const code = codeOf(country);
    if (code !== null) paths[code] = (paths[code] ?? '') + relative(path(country) ?? '');
  }
  const points: Record<string, readonly [number, number]> = {};
  for (const country of countriesOf(require('world-atlas/countries-50m.json') as Atlas)) {
    const code = codeOf(country);
    if (code === null || Object.hasOwn(paths, code)) continue;
    const [x, y] = path.centroid(country);
    points[code] = [Math.round(x), Math.round(y)];
  }
  return { width, height: Math.ceil(bottom), paths: sorted(paths), points: sorted(points) };
}

function countriesOf(atlas: Atlas): readonly Country[] {
  const { features } = feature(atlas, atlas.objects.countries);
  return features.filter((country) => codeOf(country) !== antarctica);
}

/** Null: no country of its own, such as a sea ice or a reef in dispute. */
function codeOf({ id, properties }: Country): string | null {
  const named = codesByName[properties.name];
  return named ?? (id === undefined ? null : (iso.numericToAlpha2(String(id)) ?? null));
}

/** Path data in whole units with relative lines, without rings that have shrunk to a line. */
function relative(data: string): string {
  return data
    .split('Z')
    .map((ring) => ring.replace(/^M/, '').split('L').map(pointOf))
    .map((ring) => ring.filter((point, index) => !isSame(point, ring[index - 1])))
    .filter((ring) => ring.length > 2)
    .map(ringData)
    .join('');
}

type Point = readonly [x: number, y: number];

function pointOf(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return [x, y];
}

function isSame([x, y]: Point, other: Point | undefined): boolean {
  return other !== undefined && x === other[0] && y === other[1];
}

function ringData(ring: readonly Point[]): string {
  const steps = ring.slice(1).map(([x, y], index): Point => {
    const [fromX = 0, fromY = 0] = ring[index] ?? [];
    return [x - fromX, y - fromY];
  });
  const lines = steps.flat().map((step, index) => (index > 0 && step >= 0 ? ` ${step}` : step));
  return `M${ring[0]?.join(' ')}l${lines.join('')}z`;
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
