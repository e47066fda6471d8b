import type { LinkContent } from './link.ts';

/** A part of a link that a payload may hold. */
export interface PayloadField {
  readonly name: keyof LinkContent;
  /**
   * Form of its value: a time in Unix seconds, a URL, JSON, any text; or not at all, where it is `value`
   * that is there.
   */
  readonly form: 'time' | 'url' | 'json' | 'text' | 'flag';
  /** Share of links that have it, in sixteenths: to say what is usual costs next to nothing. */
  readonly share: number;
  readonly value?: unknown;
}

export const shareBits = 4;

/** In the order in which they are written. Part of the format. */
const firstFields: readonly PayloadField[] = [
  { name: 'sentAtMs', form: 'time', share: 14 },
  { name: 'expiresAtMs', form: 'time', share: 2 },
  { name: 'url', form: 'url', share: 12 },
  { name: 'webhook', form: 'url', share: 8 },
  { name: 'metadata', form: 'json', share: 15 },
  { name: 'clickId', form: 'flag', share: 1, value: true },
  { name: 'tracking', form: 'flag', share: 1, value: 'anonymous' },
  { name: 'site', form: 'text', share: 4 },
  { name: 'message', form: 'text', share: 4 },
  { name: 'position', form: 'json', share: 1 },
  { name: 'label', form: 'text', share: 1 },
  { name: 'tags', form: 'json', share: 1 },
  { name: 'webhookTimeoutMs', form: 'json', share: 1 },
];

/**
 * The fields of each version of the format, from 1 on: none is changed, and a later one is made by adding to
 * the one before.
 */
export const payloadVersions: readonly (readonly PayloadField[])[] = [
  firstFields,
  // Whatever says more than the first version is about a recipient.
  [...firstFields, { name: 'recipient', form: 'text', share: 16 }],
];

/** The oldest version that has room for what a link says. */
export function versionFor({ recipient }: Partial<LinkContent>): number {
  return recipient == null ? 1 : 2;
}
