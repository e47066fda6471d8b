import { detachedText } from '../text/detached-text.ts';
import type { Ids } from '../pipeline/settings.ts';

/** Views whose visitor is remembered: those of the last seconds, at thousands a second. */
const maxViews = 10_000;

/**
 * Gives a browser that has no visitor yet the same one for each hit of a page view. A page that is left at
 * once sends a second hit before it has the cookie of the first answer.
 */
export function rememberViews(ids: Ids): Ids {
  const visitors = new Map<string, string>();
  return {
    ...ids,
    visitor(view) {
      if (view === undefined) return ids.visitor();
      const known = visitors.get(view);
      if (known !== undefined) return known;
      const visitor = ids.visitor();
      visitors.set(detachedText(view), visitor);
      // The oldest first.
      for (const [old] of visitors) {
        if (visitors.size <= maxViews) break;
        visitors.delete(old);
      }
      return visitor;
    },
  };
}
