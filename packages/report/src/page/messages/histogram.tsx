import type { VNode } from 'preact';
import { columnOf } from '../chart/chart-geometry.ts';
import { linesUpTo } from '../chart/scale.ts';
import type { SiteView } from '../view.ts';

/** A span of time since an email was sent. */
export interface Span {
  readonly name: string;
  /** Recipients that opened within it. */
  readonly count: number;
  readonly href: string | null;
}

export interface HistogramProps {
  readonly view: SiteView;
  readonly spans: readonly Span[];
}

/** Place of the axis, in percent of the drawing's height: spans are below it. */
const axis = 90;
/** Greatest height of a bar, in percent of the drawing's: its number is above it. */
const highest = 84;
/** Share of a span's room that its bar takes. */
const barShare = 0.52;

/** Bars of how many opened within each span. Who can't see or use a mouse has them as a table. */
export function Histogram({ view, spans }: HistogramProps): VNode {
  const { texts, numbers } = view;
  const lines = linesUpTo(Math.max(...spans.map(({ count }) => count)), true);
  const most = lines.at(-1) ?? 1;
  const heightOf = (count: number): number => (count / most) * highest;
  const y = (count: number): string => `${axis - heightOf(count)}%`;
  return (
    <svg class="chart histogram" role="group" aria-label={texts.messages.times.label}>
      {lines.map((line) => (
        <>
          <line class="grid" x2="100%" y1={y(line)} y2={y(line)} />
          <text y={y(line)} dy="-4">
            {numbers.count(line)}
          </text>
        </>
      ))}
      {spans.map(({ name, count, href }, index) => {
        const { middle, width } = columnOf(index, spans.length);
        const barWidth = width * barShare;
        return (
          <>
            <MaybeSvgLink
              href={href}
              title={`${texts.messages.spans[name]}: ${numbers.count(count)}`}
            >
              <rect
                class="mail"
                x={`${middle - barWidth / 2}%`}
                y={y(count)}
                width={`${barWidth}%`}
                height={`${heightOf(count)}%`}
              />
            </MaybeSvgLink>
            {count > 0 && (
              <text class="value" x={`${middle}%`} y={y(count)} dy="-5" text-anchor="middle">
                {numbers.count(count)}
              </text>
            )}
            <text
              class={index % 2 === 1 ? 'wide' : undefined}
              x={`${middle}%`}
              y="100%"
              dy="-4"
              text-anchor="middle"
            >
              {texts.messages.spans[name]}
            </text>
          </>
        );
      })}
      <line class="axis" x2="100%" y1={`${axis}%`} y2={`${axis}%`} />
    </svg>
  );
}

interface SvgLinkProps {
  readonly href: string | null;
  readonly title: string;
  readonly children: VNode;
}

/** Link for the mouse alone; people with a keyboard have the table. */
function MaybeSvgLink({ href, title, children }: SvgLinkProps): VNode {
  const inner = (
    <>
      {children}
      <title>{title}</title>
    </>
  );
  return href === null ? (
    <g>{inner}</g>
  ) : (
    <a href={href} tabIndex={-1} aria-hidden="true">
      {inner}
    </a>
  );
}
