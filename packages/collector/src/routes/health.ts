import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Journal } from '../journal/index.ts';

/** How long the result of a probe is used again, in ms: monitors must not wear out the disk. */
const probeReuseMs = 1_000;

/** What `/readyz` looks at. */
export interface HealthTools {
  readonly journal: Pick<Journal, 'probe'>;
  readonly now: () => number;
  /** The collector is shutting down. */
  readonly isDraining: () => boolean;
}

/** The routes `/healthz` (alive) and `/readyz` (able to store: proven by a commit), under the paths given. */
export function healthRoutes(
  paths: { readonly health: readonly string[]; readonly ready: readonly string[] },
  { journal, now, isDraining }: HealthTools,
): Router {
  let probedAt = -Infinity;
  let storable: Promise<boolean> = Promise.resolve(false);

  function probe(): Promise<boolean> {
    // A clock that was set back must not keep an old result for hours.
    if (Math.abs(now() - probedAt) >= probeReuseMs) {
      probedAt = now();
      storable = journal.probe().then(
        () => true,
        () => false,
      );
    }
    return storable;
  }

  const router = new Router();
  router.get([...paths.health], (context: Context) => answer(context, true));
  router.get([...paths.ready], async (context: Context) => {
    answer(context, !isDraining() && (await probe()));
  });
  return router;
}

function answer(context: Context, ok: boolean): void {
  context.status = ok ? 200 : 503;
  context.set('cache-control', 'no-store');
  context.body = { ok };
}
