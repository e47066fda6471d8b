import type { Answer } from '../answer/answer.ts';
import type { FunnelAnswer } from '../answer/answer-funnel.ts';
import type { EventList } from '../answer/list-events.ts';
import { mayFilter, narrow, problemsAsWritten, refuseFilter } from '../access/narrow.ts';
import type { Reader } from '../access/reader.ts';
import type { RunningStore } from '../process/start-store.ts';
import { segmentDimension } from '../query/dimensions.ts';
import { conditionsOf } from '../query/filter.ts';
import type { FunnelSelection } from '../query/funnel-query.ts';
import { QueryError } from '../query/query-problem.ts';
import type { Listing, Query } from '../query/query.ts';
import type { Funnel } from '../settings/items.ts';
import { resolveFunnel } from '../settings/resolve-funnel.ts';
import { resolveQuery, type SiteSettings } from '../settings/resolve-query.ts';
import type { QueryGate } from './query-gate.ts';

/** Age of an answer. */
interface Lag {
  /** Number of events in the journal that the answer does not count yet; null: not known. */
  readonly lag_events: number | null;
}

/** An answer to a query, as the API gives it. */
export type AnswerWithLag = Answer & { readonly meta: Lag };

/** A list of events, as the API gives it. */
export type EventListWithLag = EventList & { readonly meta: Lag };

/** The answer to a funnel, as the API gives it. */
type FunnelAnswerWithLag = FunnelAnswer & { readonly meta: Lag };

/** Questions that a reader may ask the store. */
export interface Questions {
  /** @throws AccessError, QueryError, StoreError, BusyError */
  query(reader: Reader, query: Query, signal?: AbortSignal): Promise<AnswerWithLag>;
  /** @throws AccessError, QueryError, StoreError, BusyError */
  funnel(
    reader: Reader,
    funnel: Funnel,
    selection: FunnelSelection,
    signal?: AbortSignal,
  ): Promise<FunnelAnswerWithLag>;
  /** @throws AccessError, QueryError, StoreError, BusyError */
  list(reader: Reader, listing: Listing, signal?: AbortSignal): Promise<EventListWithLag>;
}

interface QuestionDeps {
  readonly store: Pick<RunningStore, 'query' | 'funnel' | 'list'>;
  readonly gate: QueryGate;
  readonly settings: SiteSettings;
  /** Unix ms. */
  readonly now: () => number;
  /** Null: not known. */
  readonly lastSequence: (() => number) | null;
}

/**
 * Creates the one way to the store: each question is narrowed to its reader, gets its goals and segments,
 * and waits for its turn.
 */
export function createQuestions({
  store,
  gate,
  settings,
  now,
  lastSequence,
}: QuestionDeps): Questions {
  function withLag<Answered extends { readonly meta: { readonly as_of_sequence: number } }>(
    answer: Answered,
  ): Answered & { readonly meta: Lag } {
    const last = lastSequence?.() ?? null;
    const lag = last === null ? null : Math.max(0, last - answer.meta.as_of_sequence);
    return { ...answer, meta: { ...answer.meta, lag_events: lag } };
  }

  /** Asks the store. Problems of a query are reported by the places that the reader wrote. */
  async function ask<Answered extends { readonly meta: { readonly as_of_sequence: number } }>(
    reader: Reader,
    request: Pick<Query, 'filters'>,
    question: () => Promise<Answered>,
  ): Promise<Answered & { readonly meta: Lag }> {
    try {
      return withLag(await question());
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      throw new QueryError(problemsAsWritten(error.problems, request, reader));
    }
  }

  /** Settings without the goals that name persons, where the reader may not: they count none of these. */
  function goalsFor(reader: Reader): SiteSettings {
    const list: SiteSettings['goals']['list'] = (sites) =>
      settings.goals.list(sites).filter(({ filter }) => mayFilter(reader, filter));
    return { ...settings, goals: { list } };
  }

  /** Narrows, and refuses segments whose own filters the reader may not ask for. */
  function narrowFully<Input extends Parameters<typeof narrow>[0]>(
    request: Input,
    reader: Reader,
  ): Input {
    const narrowed = narrow(request, reader);
    for (const { path, condition } of conditionsOf(request.filters)) {
      const [, dimension, names] = condition;
      if (dimension !== segmentDimension) continue;
      const meant = settings.segments
        .list(narrowed.site)
        .filter(({ name }) => names.includes(name));
      for (const { filter } of meant) refuseFilter(filter, reader, path);
    }
    return narrowed;
  }

  return {
    query: (reader, query, signal) =>
      ask(reader, query, async () => {
        const narrowed = resolveQuery(narrowFully(query, reader), goalsFor(reader));
        const answer = await gate.run(reader, (turn) => store.query(narrowed, now(), turn), signal);
        // A shared link's filter is its owner's business, and so is the definition of a goal.
        const { goals, ...written } = { ...answer.query, filters: query.filters };
        return { ...answer, query: written };
      }),
    funnel: (reader, funnel, funnelSelection, signal) =>
      ask(reader, funnelSelection, async () => {
        const selection = narrowFully(
          { ...funnelSelection, site: [funnel.site], dimensions: [] },
          reader,
        );
        const query = resolveFunnel(funnel, selection, goalsFor(reader));
        for (const [index, { filter }] of query.steps.entries()) {
          refuseFilter(filter, reader, `steps[${index}].filter`);
        }
        return gate.run(reader, (turn) => store.funnel(query, now(), turn), signal);
      }),
    list: (reader, listing, signal) =>
      ask(reader, listing, async () => {
        const narrowed = resolveQuery(narrowFully(listing, reader), goalsFor(reader));
        return gate.run(reader, (turn) => store.list(narrowed, now(), turn), signal);
      }),
  };
}
