import { ground } from './ground.ts';
import { tokens } from './tokens.ts';

/** Style of a page that says one thing: an error, a question, an answer. */
export const noticeStyle = `${tokens}${ground}
main { max-width: 34rem; margin: 0 auto; padding: min(15vh, 8rem) max(1rem, 4vw) var(--space-6); font-size: var(--text-3); line-height: 1.5 }
main > * + * { margin-top: var(--space-4) }
`;
