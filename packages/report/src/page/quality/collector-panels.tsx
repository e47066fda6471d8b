import type { VNode } from 'preact';
import type { CollectorQuality } from '../../server/collector-quality.ts';
import { shown } from '../format/shown.ts';
import type { Piece } from '../layout/render-pieces.ts';
import { guarded } from '../site/guarded.tsx';
import type { SiteView } from '../view.ts';

type Row = readonly [name: string, count: number];

/**
 * Panels of figures that only the collector knows: events taken and refused, and how far it has handed on. It is about all of
 * its sites, and so for those alone who may see them all.
 */
export function collectorPanels(view: SiteView): readonly Piece[] {
  const { reader, collectorQuality } = view;
  if (collectorQuality === null || reader.sites !== null || !reader.seesPersons) return [];
  const found = collectorQuality();
  return (['taken', 'rejected', 'followers'] as const).map((id) =>
    guarded(
      view,
      found.then((quality) => panelOf(view, id, quality)),
    ),
  );
}

function panelOf(
  view: SiteView,
  id: 'taken' | 'rejected' | 'followers',
  quality: CollectorQuality | null,
): VNode {
  // Said once is enough.
  if (quality === null && id !== 'taken') return <></>;
  const words = view.texts.quality.collector[id];
  const rows = quality === null ? [] : rowsOf(view, id, quality);
  return (
    <section class="panel" aria-labelledby={`collector-${id}`}>
      <header>
        <h2 id={`collector-${id}`}>{words.title}</h2>
      </header>
      {rows.length === 0 ? (
        <p class="small empty">
          {quality === null ? view.texts.quality.collector.unknown : words.none}
        </p>
      ) : (
        <Rows view={view} rows={rows} caption={words.title} />
      )}
      <p class="more small">
        <span>{words.about}</span>
      </p>
    </section>
  );
}

function rowsOf(
  { texts }: SiteView,
  id: 'taken' | 'rejected' | 'followers',
  { events, rejected, followers, deadLetters }: CollectorQuality,
): readonly Row[] {
  if (id === 'rejected') return rejected.map(({ reason, count }): Row => [reason, count]);
  const words = texts.quality.collector;
  if (id === 'followers') {
    return [
      ...followers.map(({ name, behind }): Row => [words.behind(name), behind]),
      [words.dead, deadLetters],
    ];
  }
  const outcomes = ['stored', 'duplicate', 'rejected', 'refused'] as const;
  const received = outcomes.reduce((sum, outcome) => sum + events[outcome], 0);
  return [
    ...outcomes.map((outcome): Row => [words.names[outcome], events[outcome]]),
    [words.names.received, received],
  ];
}

interface RowsProps {
  readonly view: SiteView;
  readonly rows: readonly Row[];
  readonly caption: string;
}

function Rows({ view, rows, caption }: RowsProps): VNode {
  return (
    <table class="plain">
      <caption class="hidden">{caption}</caption>
      <tbody>
        {rows.map(([name, count]) => (
          <tr>
            <th scope="row">
              <bdi>{shown(name)}</bdi>
            </th>
            <td>{view.numbers.count(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
