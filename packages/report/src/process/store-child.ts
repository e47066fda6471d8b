import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { QueryError } from '../query/query-problem.ts';
import { StoreError } from '../store/store-error.ts';
import type {
  StoreCall,
  StoreCalls,
  StoreFailure,
  StoreRequest,
  StoreResponse,
} from './messages.ts';

/** One process of the store, until it ends. */
export interface StoreChild {
  readonly pid: number;
  /** Resolves when it has ended, with how. */
  readonly exit: Promise<string>;
  /**
   * @param signal the answer is not waited for any more when it aborts
   * @throws StoreError, QueryError
   */
  call<Call extends StoreCall>(
    call: Call,
    args: StoreCalls[Call]['args'],
    signal?: AbortSignal,
  ): Promise<StoreCalls[Call]['result']>;
  kill(): void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Time for a cancelled call to end before the process is ended with it, in ms. */
const cancelTimeoutMs = 5_000;

/** Starts a process that has opened no store yet. */
export function startStoreChild(): StoreChild {
  // Beside this file stands a .ts in the source and a .js in what is built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(fileURLToPath(new URL(`./store-process.${extension}`, import.meta.url)), {
    execArgv: [
      // Events become garbage as soon as they are read: by default, 100 MB gather before they are collected.
      '--max-semi-space-size=4',
      '--heap-growing-percent=30',
      ...(extension === 'ts' ? ['--conditions=@hitmark/source'] : []),
    ],
    serialization: 'advanced',
    // Standard output is for the data of a command.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      // Each statement that runs holds one of them.
      UV_THREADPOOL_SIZE: '8',
      // Otherwise each thread keeps memory of its own that it has given back.
      MALLOC_ARENA_MAX: '2',
      // Likewise DuckDB's own allocator, which otherwise holds 150 MB more after each large write.
      DUCKDB_JE_MALLOC_CONF: 'dirty_decay_ms:0,muzzy_decay_ms:0,narenas:2',
    },
  });
  lowerPriority(child.pid);
  const waiting = new Map<number, Waiting>();
  let last = 0;

  const exit = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  void rejectAtExit();

  async function rejectAtExit(): Promise<void> {
    const error = new StoreError('store-stopped', `the store's process has ended: ${await exit}`);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
  child.on('message', (response: StoreResponse) => {
    const { resolve, reject } = waiting.get(response.id) ?? {};
    waiting.delete(response.id);
    if ('error' in response) reject?.(toError(response.error));
    else resolve?.(response.result);
  });

  function send(request: StoreRequest): void {
    // After an error here the process ends, and that is what callers get as their error.
    child.send(request, () => {});
  }

  return {
    pid: child.pid ?? 0,
    exit,
    async call(call, args, signal) {
      if (child.exitCode !== null || child.signalCode !== null || !child.connected) {
        throw new StoreError('store-stopped', "the store's process has ended");
      }
      if (signal?.aborted) throw new StoreError('query-cancelled', 'the query was cancelled');
      const id = (last += 1);
      const result = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
      let killTimer: NodeJS.Timeout | undefined;
      const cancel = (): void => {
        send({ id, cancel: true });
        killTimer = setTimeout(() => child.kill('SIGKILL'), cancelTimeoutMs);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      send({ id, call, args });
      try {
        // Both sides' types are those of `StoreCalls`.
        return (await result) as StoreCalls[typeof call]['result'];
      } finally {
        clearTimeout(killTimer);
        signal?.removeEventListener('abort', cancel);
      }
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Lowers the priority of a process: the collector, which answers hits on the same machine, goes first. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: then it has the same as others.
  }
}

function toError(failure: StoreFailure): Error {
  if (failure.code === 'invalid-query') return new QueryError(failure.problems);
  return new StoreError(failure.code, failure.message);
}
