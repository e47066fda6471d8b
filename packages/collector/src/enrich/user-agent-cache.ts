import QuickLru from 'quick-lru';
import { detachedText } from '../text/detached-text.ts';
import { maxUserAgentLength, readUserAgent, type UserAgentFacts } from './user-agent.ts';

/**
 * Number of user agents that are remembered; the least recently used go first. A busy site sees some
 * thousands a day, nearly all its traffic a few hundred. They take some 8 MB at most, whatever clients send:
 * quick-lru keeps up to twice this number, and each has fewer than 512 characters.
 */
const maxRemembered = 4_096;

/** Creates a `readUserAgent` with a cache: the first read of a user agent takes 25 µs, the next ones 0.1 µs. */
export function createUserAgentReader(): (userAgent: string | null) => UserAgentFacts {
  const remembered = new QuickLru<string | null, UserAgentFacts>({ maxSize: maxRemembered });
  return (userAgent) => {
    const known = remembered.get(userAgent);
    if (known !== undefined) return known;
    const facts = readUserAgent(userAgent);
    // Browsers' are shorter.
    if (userAgent !== null && userAgent.length >= maxUserAgentLength) return facts;
    remembered.set(userAgent === null ? null : detachedText(userAgent), facts);
    return facts;
  };
}
