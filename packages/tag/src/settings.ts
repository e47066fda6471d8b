import type { TagOptions } from './tag-options.ts';

/** The page's options, with a value for those that every page needs. */
export type Settings = TagOptions & {
  readonly [Name in keyof typeof defaults]-?: NonNullable<TagOptions[Name]>;
};

export const defaults = {
  search: 'search,q,s,query',
  downloads: 'pdf,zip,docx,xlsx',
  moves: 'push',
  idle: 30,
  sample: 1,
} as const satisfies TagOptions;
