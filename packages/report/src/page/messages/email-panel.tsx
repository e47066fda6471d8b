import type { VNode } from 'preact';
import type { AnswerRow } from '../../answer/answer.ts';
import type { EmailOutline, OutlineBlock, OutlinePiece } from '../../email-outline/outline.ts';
import { shown } from '../format/shown.ts';
import { eventsHref } from '../parts/events-href.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';
import { messageState } from './chosen-message.ts';
import { otherFilters } from './emails.ts';
import { askClicks, targetOf } from './links-panel.tsx';
import { matchClicks, type LinkClicks } from './match-clicks.ts';
import { shareOf } from './usual.ts';

/** Finds the outline of a message; null: its HTML is not known, or the reader sees no persons, whom it may name. */
export function outlineOf({ settings, site, reader }: SiteView, name: string): EmailOutline | null {
  return reader.seesPersons ? settings.emails.find(site, name) : null;
}

/**
 * The email itself, as its words and the places of its pictures, with the clicks at each of its links.
 *
 * @param clicked recipients that clicked any link
 */
export async function emailPanel(
  view: SiteView,
  name: string,
  outline: EmailOutline,
  clicked: number,
): Promise<VNode> {
  const { texts } = view;
  const { results } = await askClicks(view, name, view.state.actors);
  const { byLink, others } = matchClicks(outline.links, results);
  const words = texts.messages.email;
  return (
    <section class="panel double long" aria-labelledby="email">
      <header>
        <h2 id="email">{words.title}</h2>
      </header>
      <p class="small">{words.about}</p>
      <Paper {...{ view, name, clicked, outline, byLink }} />
      <p class="more small">
        {outline.is_cut && <span>{words.cut}</span>}
        {others.length > 0 && <span>{words.others(view.numbers.count(others.length))}</span>}
      </p>
    </section>
  );
}

interface PaperProps {
  readonly view: SiteView;
  readonly name: string;
  readonly clicked: number;
  readonly outline: EmailOutline;
  readonly byLink: readonly LinkClicks[];
}

function Paper({ outline, ...rest }: PaperProps): VNode {
  return (
    <div class="paper" tabIndex={0} role="group" aria-labelledby="email">
      {outline.blocks.map((block) => (
        <Block block={block} outline={outline} {...rest} />
      ))}
    </div>
  );
}

function Block({ block, ...rest }: PaperProps & { readonly block: OutlineBlock }): VNode {
  const { kind, pieces } = block;
  return (
    <p class={kind} dir="auto">
      {kind === 'item' && '• '}
      {pieces.map((piece, index) => (
        <Piece piece={piece} isLast={pieces[index + 1]?.link !== piece.link} {...rest} />
      ))}
    </p>
  );
}

interface PieceProps extends PaperProps {
  readonly piece: OutlinePiece;
  /** True: the link ends here, so that its clicks follow. */
  readonly isLast: boolean;
}

function Piece({ piece, isLast, ...rest }: PieceProps): VNode {
  const { view, outline, byLink } = rest;
  const text = shown(piece.text, maxPieceLength);
  const content =
    piece.kind === 'image' ? (
      <span class="picture">{text === '' ? view.texts.messages.email.picture : text}</span>
    ) : (
      text
    );
  if (piece.link === null) return <>{content}</>;
  const clicks = byLink[piece.link];
  const address = outline.links[piece.link] ?? '';
  const most = Math.max(1, ...byLink.map((one) => one.clicks));
  return (
    <>
      <span
        class={`spot heat-${heatOf(clicks?.clicks ?? 0, most)}`}
        title={shown(targetOf(address))}
      >
        {content}
      </span>
      {isLast && clicks !== undefined && <Badge clicks={clicks} {...rest} />}
    </>
  );
}

/** A paragraph of an email is longer than a value of data. */
const maxPieceLength = 2_000;

/** Steps of the heat; 0: nobody clicked. */
const heatSteps = 5;

function heatOf(clicks: number, most: number): number {
  return Math.ceil((clicks / most) * heatSteps);
}

function Badge({ view, name, clicked, clicks }: PaperProps & { clicks: LinkClicks }): VNode {
  const { numbers, state, texts } = view;
  const share = shareOf(clicks.clicks, clicked);
  const own = messageState(state, otherFilters(view), name);
  const href = eventsHref(view, {
    metric: 'unique_clicks',
    filters: filtersOf(clicks.rows),
    change: own,
  });
  return (
    <MaybeLink className="badge" href={clicks.rows.length === 0 ? null : href}>
      {numbers.count(clicks.clicks)}
      {share !== null && clicks.clicks > 0 && <small> {numbers.percent(share)}</small>}
      <span class="hidden"> {texts.messages.email.clicks}</span>
    </MaybeLink>
  );
}

/** Filters that select the clicks of one link, whatever addresses it led to. */
function filtersOf(rows: readonly AnswerRow[]): readonly PageFilter[] {
  const valuesAt = (index: number): readonly string[] => [
    ...new Set(rows.map(({ dimensions }) => dimensions[index] ?? '')),
  ];
  return (['link.position', 'link.label', 'link.url'] as const).map((dimension, index) => ({
    operator: 'is',
    dimension,
    values: valuesAt(index),
  }));
}
