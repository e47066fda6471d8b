import { ClickhouseError } from './clickhouse-error.ts';
import { formOf, searchOf, type Parameters } from './parameters.ts';

/** Access to a ClickHouse server by HTTP. */
export interface ClickhouseOptions {
  /** Such as `http://localhost:8123`. */
  readonly url: string;
  /** Null: the server's default user. */
  readonly user: string | null;
  readonly password: string | null;
}

/** Settings of a statement, such as `max_execution_time`. */
export type ClickhouseSettings = Readonly<Record<string, string | number>>;

/** Value in a row, as JSON has it. */
type ClickhouseValue = string | number | boolean | null;

/** A ClickHouse server. All methods throw ClickhouseError, or the signal's reason. */
export interface Clickhouse {
  /** Rows of a statement, all or none. */
  rows(
    statement: string,
    parameters?: Parameters,
    settings?: ClickhouseSettings,
    signal?: AbortSignal,
  ): Promise<readonly (readonly ClickhouseValue[])[]>;
  /** Runs a statement that has no rows. */
  run(statement: string, parameters?: Parameters, settings?: ClickhouseSettings): Promise<void>;
  /** Inserts rows, given in the format that the statement names. */
  insert(
    statement: string,
    rows: string,
    settings: ClickhouseSettings,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Settings of every statement: what is not whole is an error, whatever the server's profile says. */
const always: ClickhouseSettings = {
  // The answer begins when nothing can fail any more.
  wait_end_of_query: 1,
  // Values of readers and of events would be in the log.
  log_queries: 0,
  ...Object.fromEntries(
    ['timeout', 'read', 'result', 'group_by', 'sort', 'distinct', 'set', 'join', 'transfer'].map(
      (what) => [`${what}_overflow_mode`, 'throw'],
    ),
  ),
  read_overflow_mode_leaf: 'throw',
  timeout_overflow_mode_leaf: 'throw',
  skip_unavailable_shards: 0,
  // A profile's would cut the rows of every answer.
  limit: 0,
  offset: 0,
};

export function createClickhouse({ url, user, password }: ClickhouseOptions): Clickhouse {
  const headers: Record<string, string> = {
    ...(user === null ? {} : { 'X-ClickHouse-User': user }),
    ...(password === null ? {} : { 'X-ClickHouse-Key': password }),
  };

  async function post(
    search: Readonly<Record<string, string | number>>,
    body: string | FormData,
    signal?: AbortSignal,
  ): Promise<string> {
    const target = new URL(url);
    for (const [name, value] of Object.entries({ ...always, ...search })) {
      target.searchParams.set(name, String(value));
    }
    const response = await attempt(
      () =>
        fetch(target, { method: 'POST', headers, body, redirect: 'error', signal: signal ?? null }),
      signal,
    );
    const text = await attempt(() => response.text(), signal);
    const exception = response.headers.get('X-ClickHouse-Exception-Code');
    if (response.ok && exception === null) return text;
    throw refused(response.status, exception, text);
  }

  function ask(
    statement: string,
    parameters: Parameters,
    settings: ClickhouseSettings,
    signal?: AbortSignal,
  ): Promise<string> {
    const search = searchOf(parameters);
    if (search !== null) return post({ ...settings, ...search }, statement, signal);
    return post(settings, formOf(statement, parameters), signal);
  }

  return {
    async rows(statement, parameters = {}, settings = {}, signal) {
      const querySettings = { output_format_json_quote_64bit_integers: 0, ...settings };
      const text = await ask(`${statement}\nFORMAT JSONCompact`, parameters, querySettings, signal);
      return readRows(text);
    },
    async run(statement, parameters = {}, settings = {}) {
      await ask(statement, parameters, settings);
    },
    async insert(statement, rows, settings, signal) {
      const text = await post({ ...settings, query: statement }, rows, signal);
      // A page of some proxy, with whatever status, is no word of ClickHouse's that it has the rows.
      if (text.trim() === '') return;
      throw new ClickhouseError('clickhouse-unreachable', 'another than ClickHouse has answered');
    },
  };
}

async function attempt<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const isLate = (signal?.reason as Error | undefined)?.name === 'TimeoutError';
    if (!isLate) signal?.throwIfAborted();
    const { message, cause: because } = cause as Error;
    const reason = isLate ? 'timeout' : because instanceof Error ? because.message : message;
    throw new ClickhouseError('clickhouse-unreachable', `ClickHouse does not answer: ${reason}`, {
      cause,
    });
  }
}

/** Longest part of an error's text that is shown: it may hold the statement. */
const shownLength = 300;

function refused(status: number, exception: string | null, text: string): ClickhouseError {
  const found = exception ?? /^Code: (\d+)/.exec(text)?.[1] ?? null;
  const reason = text.replace(/^Code: \d+\. DB::Exception: /, '').slice(0, shownLength);
  return new ClickhouseError('clickhouse-refused', `ClickHouse answered ${status}: ${reason}`, {
    exceptionCode: found === null ? null : Number(found),
  });
}

/** All rows of an answer; one that breaks off, or has an error after some of its rows, is none. */
function readRows(text: string): readonly (readonly ClickhouseValue[])[] {
  try {
    const { data, rows, exception } = JSON.parse(text) as {
      readonly data: readonly (readonly ClickhouseValue[])[];
      readonly rows: number;
      readonly exception?: string;
    };
    if (exception === undefined && data.length === rows) return data;
  } catch {
    // The error is thrown below.
  }
  throw new ClickhouseError('clickhouse-unreachable', "ClickHouse's answer broke off: ask again");
}
