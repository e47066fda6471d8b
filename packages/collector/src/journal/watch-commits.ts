/** Outcome of one transaction. */
export interface Commit {
  readonly events: number;
  /** Time from the request to the answer that it is on disk, or is not. */
  readonly ms: number;
  readonly stored: boolean;
}

/** Wraps a commit: every transaction, stored or not, is reported to the listeners. */
export function watchCommits<Parts, Result>(
  commit: (parts: Parts) => Promise<Result>,
  listeners: ReadonlySet<(commit: Commit) => void>,
): (parts: Parts, events: number) => Promise<Result> {
  return async (parts, events) => {
    const start = performance.now();
    let stored = false;
    try {
      const results = await commit(parts);
      stored = true;
      return results;
    } finally {
      const ms = performance.now() - start;
      for (const listener of listeners) listener({ events, ms, stored });
    }
  };
}
