import { createLinks, generateKey } from '@hitmark/codec';
import { canaryPrefix } from './template.ts';

/** A link as it stands in an email. */
export interface SampleLink {
  /** Such as `/o/s…`. */
  readonly path: string;
  /** True: it must fail once it is changed. False: it is pytracking's, which may be written in many ways. */
  readonly isSealed: boolean;
  /** In its metadata. Null: nobody vouches for it. */
  readonly canary: string | null;
}

/** A Fernet key of pytracking, beside ours. */
const fernetKey = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';
const sealingKey = generateKey();
export const linkKeys = JSON.stringify([sealingKey, fernetKey]);
/** The only place that a click leads to. */
export const clickTarget = 'https://shop.example.com/shoes';

const urls = {
  openUrl: 'http://collector.test/o/',
  clickUrl: 'http://collector.test/c/',
  unsubscribeUrl: 'https://collector.test/u/',
};

/** Links of every kind and format. Each has a canary of its own, in its metadata. */
export const sampleLinks: readonly SampleLink[] = [
  { keys: sealingKey },
  { keys: sealingKey, alphabet: 'base32' as const },
  { keys: fernetKey, format: 'pytracking' as const },
  { keys: [], format: 'pytracking' as const },
].flatMap((options, format) => {
  const links = createLinks({ ...urls, ...options });
  const isSealed = options.format === undefined;
  return ['a', 'b', 'c'].flatMap((letter) => {
    const canary = `${canaryPrefix}link${format}${letter}`;
    const made = [links.open({ canary }), links.click(clickTarget, { canary })];
    if (isSealed) made.push(links.unsubscribe({ canary }));
    return made.map((url) => ({
      path: new URL(url).pathname,
      isSealed,
      canary: options.keys.length > 0 ? canary : null,
    }));
  });
});
