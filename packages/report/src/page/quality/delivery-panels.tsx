import type { ComponentChildren, VNode } from 'preact';
import type { Reader } from '../../access/reader.ts';
import type { DeliveryState, ReportDelivery } from '../../server/report-deliveries.ts';
import { errorPage } from '../error-page.tsx';
import { noValue } from '../format/metric-value.ts';
import { shown } from '../format/shown.ts';
import type { Page } from '../layout/page.ts';
import type { Piece } from '../layout/render-pieces.ts';
import { guarded } from '../site/guarded.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

/** Deliveries are of all sites, and lead to persons' events. */
function seesDeliveries({ sites, seesPersons }: Reader): boolean {
  return sites === null && seesPersons;
}

/** Panels of the deliveries that wait, and of those given up, one by one, each with a button to try again. */
export function deliveryPanels(view: SiteView): readonly Piece[] {
  const { reader, deliveries } = view;
  if (deliveries === null || !seesDeliveries(reader)) return [];
  const found = deliveries.list();
  return (['waiting', 'dead'] as const).map((state) =>
    guarded(
      view,
      found.then((all) => <DeliveryPanel view={view} state={state} {...all[state]} />),
    ),
  );
}

/** Makes due what a button of these panels names, and goes back to its panel. */
export async function retryPosted(view: SiteView, form: URLSearchParams): Promise<Page | string> {
  const { reader, deliveries, texts, site, state } = view;
  if (!seesDeliveries(reader)) return errorPage(view, 403, texts.errors.forbidden, null);
  if (deliveries === null) return errorPage(view, 404, texts.errors.notFound, null);
  const [all, id] = [form.get('all'), form.get('delivery') ?? ''];
  if (all === 'waiting' || all === 'dead') await deliveries.retry(all);
  else if (/^\d{1,15}$/.test(id)) await deliveries.retry(Number(id));
  else return errorPage(view, 400, texts.deliveries.which, null);
  return `${links.site(site, state, 'quality')}#deliveries-waiting`;
}

interface PanelProps {
  readonly view: SiteView;
  readonly state: DeliveryState;
  readonly count: number;
  readonly deliveries: readonly ReportDelivery[];
}

function DeliveryPanel({ view, state, count, deliveries }: PanelProps): VNode {
  const { texts, numbers } = view;
  const words = texts.deliveries[state];
  return (
    <section class="panel whole-row" aria-labelledby={`deliveries-${state}`}>
      <header>
        <h2 id={`deliveries-${state}`}>{words.title}</h2>
      </header>
      {count === 0 ? (
        <p class="small empty">{words.none}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="group" aria-label={words.title}>
          <DeliveryTable view={view} state={state} deliveries={deliveries} />
        </div>
      )}
      <div class="more small">
        <span>
          {count > deliveries.length &&
            `${texts.deliveries.shown(numbers.count(deliveries.length), numbers.count(count))} `}
          {words.about}
        </span>
        {count > 0 && (
          <Retry view={view} name="all" value={state}>
            {words.all}
          </Retry>
        )}
      </div>
    </section>
  );
}

function DeliveryTable({ view, state, deliveries }: Omit<PanelProps, 'count'>): VNode {
  const { texts } = view;
  const { columns } = texts.deliveries;
  return (
    <table class="plain deliveries">
      <thead>
        <tr>
          <th scope="col">{columns.to}</th>
          <th scope="col">{columns.event}</th>
          <th scope="col" class="wide">
            {columns.attempts}
          </th>
          <th scope="col">{columns.reason}</th>
          <th scope="col" class="wide">
            {state === 'waiting' ? columns.next : columns.last}
          </th>
          <th scope="col">
            <span class="hidden">{columns.again}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Row view={view} state={state} delivery={delivery} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly view: SiteView;
  readonly state: DeliveryState;
  readonly delivery: ReportDelivery;
}

function Row({ view, state, delivery }: RowProps): VNode {
  const { texts, numbers, days, nowMs } = view;
  const { id, event, type, url, key, attempts, reason, failedMs, dueMs } = delivery;
  const at = state === 'waiting' ? dueMs : failedMs;
  const isDue = state === 'waiting' && dueMs <= nowMs;
  return (
    <tr>
      <th scope="row">
        <bdi>{shown(hostOf(url))}</bdi>
        {key !== null && <span class="small"> {texts.deliveries.byKey(shown(key))}</span>}
      </th>
      <td>
        {texts.events.types[type] ?? shown(type)} <code class="small wide">{shown(event)}</code>
      </td>
      <td class="wide">{numbers.count(attempts)}</td>
      <td>
        <bdi>{reason === null ? noValue : (texts.deliveries.reasons[reason] ?? shown(reason))}</bdi>
      </td>
      <td class="wide">{isDue ? texts.deliveries.now : at === null ? noValue : days.moment(at)}</td>
      <td>
        <Retry view={view} name="delivery" value={String(id)}>
          {texts.deliveries.again}
          <span class="hidden"> {texts.deliveries.one(shown(hostOf(url)), shown(event))}</span>
        </Retry>
      </td>
    </tr>
  );
}

interface RetryProps {
  readonly view: SiteView;
  readonly name: 'all' | 'delivery';
  readonly value: string;
  readonly children: ComponentChildren;
}

function Retry({ view, name, value, children }: RetryProps): VNode {
  const { site, state } = view;
  return (
    <form method="post" action={links.site(site, { ...state, cursor: null }, 'retry')}>
      <button name={name} value={value}>
        {children}
      </button>
    </form>
  );
}

/** Host of an address; the rest of it can be a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : noValue;
}
