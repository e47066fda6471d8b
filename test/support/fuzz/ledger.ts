import type { Event } from '@hitmark/collector';
import type { AnswerBytes } from '../keep-alive.ts';
import { canaryPrefix, type Template } from './template.ts';
import { clickTarget } from './tokens.ts';

/** Least and greatest number of events that a canary may have, by the answers so far. */
interface Account {
  least: number;
  most: number;
  isGarbage: boolean;
}

/** Record of all answers, to be compared with the journal at the end. */
export interface Ledger {
  /** Requests that were answered so far. */
  readonly answers: number;
  /** A request was sent; it may have been recorded even where no answer comes. */
  sent(canary: string | null, template: Pick<Template, 'hits' | 'isGarbage'>): void;
  /** @throws where an answer is one that nobody may be given */
  answered(canary: string | null, method: string, answer: AnswerBytes): void;
  /** Lists events that stand in the journal but must not, and those that are missing. */
  compare(events: readonly Partial<Event>[]): string[];
}

export function createLedger(): Ledger {
  const accounts = new Map<string, Account>();
  let answers = 0;

  function account(canary: string): Account {
    const found = accounts.get(canary) ?? { least: 0, most: 0, isGarbage: true };
    accounts.set(canary, found);
    return found;
  }

  return {
    get answers() {
      return answers;
    },
    sent(canary, { hits, isGarbage }) {
      if (canary === null) return;
      const found = account(canary);
      found.most += isGarbage ? 0 : hits;
      found.isGarbage &&= isGarbage;
    },
    answered(canary, method, answer) {
      answers += 1;
      checkAnswer(answer);
      if (canary !== null && isAcknowledged(method, answer)) account(canary).least += 1;
    },
    compare(events) {
      const stored = new Map<string, number>();
      const mostAtOneSite = new Map<string, number>();
      for (const [canary, count] of countBySite(events)) {
        stored.set(canary, (stored.get(canary) ?? 0) + count);
        mostAtOneSite.set(canary, Math.max(mostAtOneSite.get(canary) ?? 0, count));
      }
      const problems = [...mostAtOneSite].flatMap(([canary, count]) => {
        const { most, isGarbage } = accounts.get(canary) ?? { most: 0, isGarbage: true };
        if (count <= most) return [];
        return [
          `${canary}: ${count} events, at most ${most} asked for${isGarbage ? ' (garbage)' : ''}`,
        ];
      });
      const missing = [...accounts].filter(
        ([canary, { least }]) => (stored.get(canary) ?? 0) < least,
      );
      return [...problems, ...missing.map(([canary]) => `${canary}: acknowledged, but not there`)];
    },
  };
}

/** Counts each canary's events by site: a hit for several sites is one event for each. */
function countBySite(events: readonly Partial<Event>[]): (readonly [string, number])[] {
  const counts = new Map<string, { canary: string; count: number }>();
  for (const { token, data, site = null } of events) {
    if (token?.authentic === false) continue;
    const { canary = 'none' } = (data ?? {}) as { readonly canary?: string };
    const key = JSON.stringify([canary, site]);
    counts.set(key, { canary, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].map(({ canary, count }) => [canary, count] as const);
}

/** DESIGN §3.1: 2xx or 302 without `Hitmark-Stored`, of what records something. */
function isAcknowledged(method: string, { status, headers, body }: AnswerBytes): boolean {
  if (headers.has('hitmark-stored')) return false;
  const type = headers.get('content-type') ?? '';
  if (method === 'POST') {
    return status === 204 || (status === 200 && body.includes('You are unsubscribed'));
  }
  if (method !== 'GET') return false;
  return (
    status === 302 ||
    (status === 200 &&
      (type.startsWith('image/') || (type.includes('javascript') && body.length === 0)))
  );
}

/** Nobody is ever failed, sent astray or shown what somebody else has sent. */
function checkAnswer({ status, headers, body }: AnswerBytes): void {
  if (status >= 500 && status !== 503) throw new Error(`status ${status}`);
  const location = headers.get('location');
  if (location !== undefined && location !== clickTarget) throw new Error(`leads to ${location}`);
  if (body.includes(canaryPrefix)) throw new Error(`repeats what was sent: ${body.toString()}`);
}
