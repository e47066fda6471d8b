import type { VNode } from 'preact';
import type { AnswerRow } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { metricText } from '../format/metric-value.ts';
import { nameOfValue } from '../parts/name-of-value.ts';
import { NumberLink } from '../parts/number-link.tsx';
import { Datum } from '../parts/datum.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { mapSize, outlines, smallCountries } from './outlines.ts';
import { darknessOf, shadesFor, type Shade } from './shades.ts';

export interface WorldMapProps {
  readonly view: SiteView;
  /** Number that the countries are shaded by. */
  readonly metric: Metric;
  /** A row for each country. */
  readonly rows: readonly AnswerRow[];
  readonly caption: string;
}

/** Radius of a country that is too small for an outline, in the map's units. */
const dotRadius = 3;

/** A map of the world: a country is the darker the more there is of it, and filters when it is chosen. */
export function WorldMap({ view, metric, rows, caption }: WorldMapProps): VNode {
  const { texts } = view;
  const counts = new Map(rows.map(({ dimensions: [code = ''], metrics: [n] }) => [code, n ?? 0]));
  const isOnMap = (code: string): boolean =>
    Object.hasOwn(outlines, code) || Object.hasOwn(smallCountries, code);
  const found = rows.filter(
    ({ dimensions: [code = ''], metrics: [n] }) => isOnMap(code) && (n ?? 0) > 0,
  );
  const shades = shadesFor(found.map(({ metrics: [n] }) => n ?? 0));
  const elsewhere = rows.filter(({ dimensions: [code = ''] }) => !isOnMap(code));
  return (
    <>
      <svg
        class="map"
        viewBox={`0 0 ${mapSize.width} ${mapSize.height}`}
        role="group"
        aria-label={caption}
      >
        {Object.entries(outlines)
          .filter(([code]) => (counts.get(code) ?? 0) === 0)
          .map(([code, path]) => (
            <path d={path}>
              <title>{nameOfValue('country', code, texts)}</title>
            </path>
          ))}
        {found.map(({ dimensions: [code = ''], metrics: [value] }) => (
          <Country
            view={view}
            metric={metric}
            code={code}
            value={value ?? 0}
            darkness={darknessOf(value ?? 0, shades)}
          />
        ))}
      </svg>
      <Legend view={view} metric={metric} shades={shades} />
      {elsewhere.length > 0 && (
        <p class="more small">
          <span>
            {view.texts.map.elsewhere}{' '}
            {elsewhere.map(({ dimensions: [code = ''], metrics: [value] }, index) => (
              <>
                {index > 0 && ', '}
                <Datum text={code} view={view} of="country" />{' '}
                <NumberLink
                  view={view}
                  metric={metric}
                  value={value ?? null}
                  filters={[isCountry(code)]}
                />
              </>
            ))}
          </span>
        </p>
      )}
    </>
  );
}

interface CountryProps {
  readonly view: SiteView;
  readonly metric: Metric;
  readonly code: string;
  readonly value: number;
  readonly darkness: number;
}

function Country({ view, metric, code, value, darkness }: CountryProps): VNode {
  const { texts, numbers, site, state } = view;
  const path = outlines[code];
  const [x, y] = smallCountries[code] ?? [0, 0];
  const name = nameOfValue('country', code, texts);
  const className = `shade-${darkness}`;
  const href = links.filtered(site, state, isCountry(code));
  const shape = (
    <>
      {path === undefined ? (
        <circle class={className} cx={x} cy={y} r={dotRadius} />
      ) : (
        <path class={className} d={path} />
      )}
      <title>{`${name}: ${metricText(metric, value, numbers)}`}</title>
    </>
  );
  return href === null ? <g>{shape}</g> : <a href={href}>{shape}</a>;
}

function isCountry(code: string): PageFilter {
  return { operator: 'is', dimension: 'country', values: [code] };
}

interface LegendProps {
  readonly view: SiteView;
  readonly metric: Metric;
  readonly shades: readonly Shade[];
}

/** Numbers that each shade stands for, and what is counted. */
function Legend({ view, metric, shades }: LegendProps): VNode | null {
  const { numbers, texts } = view;
  if (shades.length === 0) return null;
  return (
    <ul class="legend small">
      <li>
        <a href={`#about-${metric}`}>{texts.metrics[metric]}</a>
      </li>
      {shades.map(({ from, to, darkness }) => (
        <li>
          <svg class="map" width="16" height="10" aria-hidden="true">
            <rect class={`shade-${darkness}`} width="16" height="10" />
          </svg>{' '}
          {from === to ? numbers.count(from) : `${numbers.count(from)}–${numbers.count(to)}`}
        </li>
      ))}
    </ul>
  );
}
