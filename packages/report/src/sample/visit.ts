import * as catalogue from './catalogue.ts';
import type { Origin, SamplePage } from './catalogue.ts';
import { onPage, uuidAt, type BuildEvent, type SampleEvent } from './event-builder.ts';
import type { Random } from './random.ts';
import { dayMs, minuteMs } from './timeline.ts';
import type { SampleVisitor } from './visitor.ts';
import { vitalsOf } from './vitals.ts';

/** Start of a visit: who comes, from where, to which page. */
export interface VisitInput {
  readonly startMs: number;
  readonly visitor: SampleVisitor;
  readonly origin: Origin;
  /** Page that the visit begins on; null: a random one. */
  readonly entry: SamplePage | null;
  /** Id of the email click that led here. */
  readonly click?: string;
  /** Probability that the visit ends with an order, 0 to 1. */
  readonly orderRate: number;
}

/**
 * Generates the events of a visit: a view of each page, its engagement, and actions on it. The probabilities are
 * invented, such that a report of the sample looks like one of a small shop.
 */
export function* visitEvents(
  input: VisitInput,
  build: BuildEvent,
  random: Random,
): Iterable<SampleEvent> {
  const { visitor, origin, click } = input;
  const who = visitor.membersOn(Math.floor(input.startMs / dayMs));
  const clickFields = click === undefined ? {} : { click };
  const orders = random.chance(input.orderRate);
  let atMs = input.startMs;

  for (const [index, step] of stepsOf(input, orders, random).entries()) {
    const view = uuidAt(atMs, random);
    const first = index === 0;
    const pageFields = { ...onPage(step.page, step.query), view, ...who };
    const originFields = first
      ? { ...(origin.referrer && { referrer: origin.referrer }), campaign: origin.campaign ?? {} }
      : { referrer: `https://${catalogue.sampleHost}/` };
    const search = step.search === undefined ? {} : { search: step.search };
    yield build('pageview', atMs, { ...pageFields, ...originFields, ...search, ...clickFields });
    if (first && random.chance(0.3)) yield* vitalsOf(pageFields, atMs, build, random);

    const seenMs = Math.round(4_000 + random.next() ** 3 * 3 * minuteMs);
    for (const [name, data] of actionsOn(step, random)) {
      const afterMs = Math.round(seenMs * (0.3 + random.next() * 0.6));
      yield build('event', atMs + afterMs, {
        name,
        ...pageFields,
        ...clickFields,
        ...(data && { data }),
      });
    }
    atMs += seenMs;
    const scroll = Math.round(20 + random.next() * 80);
    yield build('engagement', atMs, {
      ...pageFields,
      ...clickFields,
      engagement: { ms: Math.round(seenMs * 0.8), scroll },
    });
    atMs += random.below(1_500);
  }
}

/** One page of a visit, and the reason for being on it. */
interface Step {
  readonly page: SamplePage;
  readonly query?: string;
  readonly search?: string;
  readonly order?: true;
  readonly missing?: true;
}

/** Chooses the pages of a visit, in order. A visit that orders goes on to the basket and through the checkout. */
function stepsOf({ entry }: VisitInput, orders: boolean, random: Random): readonly Step[] {
  if (entry === null && random.chance(0.02)) {
    const path = random.pick(catalogue.missingPaths);
    return [{ page: { path, title: 'Not found' }, missing: true }];
  }
  const landing = entry ?? (random.chance(0.4) ? catalogue.home : random.weighted(catalogue.pages));
  const steps: Step[] = [{ page: landing }];
  if (!orders && random.chance(0.44)) return steps;
  const more = 1 + Math.floor(random.next() ** 2 * 5);
  for (let step = 0; step < more; step += 1) {
    if (random.chance(0.07)) steps.push(searchStep(random));
    else steps.push({ page: random.weighted(catalogue.pages) });
  }
  if (!orders && !random.chance(0.08)) return steps;
  steps.push({ page: random.weighted(catalogue.coffees) }, { page: catalogue.basket });
  if (!orders && random.chance(0.5)) return steps;
  steps.push({ page: catalogue.checkout });
  if (orders) steps.push({ page: catalogue.thanks, order: true });
  return steps;
}

function searchStep(random: Random): Step {
  const search = random.weighted(catalogue.searchTerms);
  const page = { path: '/search', title: 'Search' };
  return { page, query: `?q=${encodeURIComponent(search)}`, search };
}

type Action = readonly [name: string, data: Readonly<Record<string, unknown>> | null];

/** Events that somebody causes on a page. */
function actionsOn({ page, order, missing }: Step, random: Random): readonly Action[] {
  if (missing) return [['not_found', null]];
  if (order) {
    const items = 1 + random.below(4);
    const revenue = Math.round((items * (9.5 + random.next() * 9) + 4.9) * 100) / 100;
    return [['order', { revenue, currency: 'EUR', items, payment: random.pick(payments) }]];
  }
  const actions: Action[] = [];
  const maybe = (probability: number, action: () => Action): void => {
    if (random.chance(probability)) actions.push(action());
  };
  if (page === catalogue.basket) return [['add_to_basket', { items: 1 + random.below(3) }]];
  if (page === catalogue.home) maybe(0.05, () => ['signup', { form: 'newsletter' }]);
  if (page.path.startsWith('/guides/')) {
    maybe(0.12, () => ['play_video', { video: page.path.slice('/guides/'.length) }]);
    maybe(0.06, () => ['download', { url: random.weighted(catalogue.downloadUrls) }]);
    maybe(0.05, () => ['signup', { form: 'guide' }]);
  }
  maybe(0.03, () => ['outbound', { url: random.weighted(catalogue.outboundUrls) }]);
  maybe(0.012, () => ['error', random.weighted(catalogue.scriptErrors)]);
  return actions;
}

const payments = ['card', 'card', 'card', 'invoice', 'paypal'];
