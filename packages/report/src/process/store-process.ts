import { answerFunnel } from '../answer/answer-funnel.ts';
import { answerQuery } from '../answer/answer-query.ts';
import { listEvents } from '../answer/list-events.ts';
import { createDuckdbDialect } from '../compile/duckdb.ts';
import { QueryError } from '../query/query-problem.ts';
import { toStoreError } from '../store/engine-error.ts';
import { openStore, type Store } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import type {
  StoreCall,
  StoreCalls,
  StoreFailure,
  StoreRequest,
  StoreResponse,
} from './messages.ts';

// The store's process: a fault of the engine, which is native code, ends it and nothing else. It does what
// the process that has started it asks for, and ends with it.

// Its files are their owner's alone.
process.umask(0o077);

// Ctrl-C reaches the whole group of processes. It is ignored here: the parent ends this process in its turn.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});

let store: Store | null = null;
const running = new Map<number, AbortController>();

type Handlers = {
  readonly [Call in StoreCall]: (
    args: StoreCalls[Call]['args'],
    signal: AbortSignal,
  ) => Promise<StoreCalls[Call]['result']>;
};

const handlers: Handlers = {
  async open({ options, fresh }) {
    store = await openStore(options, fresh);
    return store.status();
  },
  status: () => opened().status(),
  append: ({ after, events, more }) => opened().append(after, events, more),
  query({ query, nowMs }, signal) {
    const from = opened();
    const dialect = createDuckdbDialect(from.dataNames);
    return from.read((connection) => answerQuery(connection, query, nowMs, dialect), signal);
  },
  funnel({ query, nowMs }, signal) {
    const from = opened();
    const dialect = createDuckdbDialect(from.dataNames);
    return from.read((connection) => answerFunnel(connection, query, nowMs, dialect), signal);
  },
  list({ listing, nowMs }, signal) {
    const from = opened();
    const dialect = createDuckdbDialect(from.dataNames);
    return from.read((connection) => listEvents(connection, listing, { nowMs, dialect }), signal);
  },
  forget: (forgotten) => opened().forget(forgotten),
  deleteBefore: (sequence) => opened().deleteBefore(sequence),
  async close() {
    await opened().close();
    return null;
  },
};

process.on('message', (request: StoreRequest) => {
  if ('cancel' in request) running.get(request.id)?.abort();
  else void respond(request.id, request.call, request.args);
});

// The parent has ended: events that are not committed are sent again.
process.on('disconnect', () => process.exit());

async function respond(id: number, call: StoreCall, args: unknown): Promise<void> {
  const cancel = new AbortController();
  running.set(id, cancel);
  try {
    // The types of both sides are those of `StoreCalls`.
    const handle = handlers[call] as (args: unknown, signal: AbortSignal) => Promise<unknown>;
    send({ id, result: await handle(args, cancel.signal) });
  } catch (error) {
    send({ id, error: toFailure(error) });
  } finally {
    running.delete(id);
  }
}

function opened(): Store {
  if (store === null) throw new StoreError('store-stopped', 'the store is not open');
  return store;
}

function toFailure(error: unknown): StoreFailure {
  if (error instanceof QueryError) return { code: error.code, problems: error.problems };
  const { code, message } = toStoreError(error);
  return { code, message };
}

function send(response: StoreResponse): void {
  process.send?.(response);
}
