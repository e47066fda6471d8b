import QuickLru from 'quick-lru';
import { detachedText } from '../text/detached-text.ts';
import { maxUserAgentLength, readUserAgent, type UserAgentFacts } from './user-agent.ts';

/**
 * Number of user agents that are remembered; the least recently used go first. A busy site sees some
 * thousands a day, nearly all its traffic a few hundred. What is kept takes some 8 MB at most: twice as
 * many (that is how quick-lru works) of fewer than 512 characters each, whatever somebody sends.
 */
const maxRemembered = 4_096;

/** `readUserAgent` that remembers: what takes 25 µs the first time takes 0.1 µs from then on. */
export function createUserAgentReader(): (userAgent: string | null) => UserAgentFacts {
  const remembered = new QuickLru<string | null, UserAgentFacts>({ maxSize: maxRemembered });
  return (userAgent) => {
    const known = remembered.get(userAgent);
    if (known !== undefined) return known;
    const facts = readUserAgent(userAgent);
    // No browser's is this long.
    if (userAgent !== null && userAgent.length >= maxUserAgentLength) return facts;
    remembered.set(userAgent === null ? null : detachedText(userAgent), facts);
    return facts;
  };
}
