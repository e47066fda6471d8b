import type { AddedOperation } from '@hitmark/report';

type Schema = AddedOperation['output'][1];

const text: Schema = { type: 'string' };
const orNull = (type: 'string' | 'number'): Schema => ({ type: [type, 'null'] });
const listOf = (properties: Record<string, Schema>): Schema => ({
  type: 'array',
  items: { type: 'object', properties },
});

/** JSON Schema of a link that was made. */
export const linkOutput: Schema = {
  type: 'object',
  properties: {
    url: {
      type: ['string', 'null'],
      description: "null: an open of `tracking: 'none'`, which has no pixel",
    },
  },
  required: ['url'],
};

/** JSON Schema of the contents of a link. */
export const readOutput: Schema = {
  type: 'object',
  properties: {
    kind: { ...orNull('string'), description: 'open, click or unsubscribe; null: it does not say' },
    url: { ...orNull('string'), description: 'where a click leads' },
    metadata: {},
    authentic: { type: 'boolean', description: 'false: anybody can have made it' },
    site: orNull('string'),
    message: orNull('string'),
    recipient: orNull('string'),
    label: orNull('string'),
    position: orNull('number'),
  },
  required: ['url', 'metadata', 'authentic'],
};

/** JSON Schema of a rewritten email. */
export const rewriteOutput: Schema = {
  type: 'object',
  properties: {
    html: text,
    text,
    eml: { ...text, description: 'base64 of the message, to be signed and sent' },
    headers: { type: 'object', description: 'headers of one-click unsubscribing, to be added' },
    links: { ...listOf({ url: text, target: text, href: text }), description: 'click links' },
    skipped: { ...listOf({ url: text, reason: text }), description: 'links left as they were' },
    warnings: listOf({ code: text, message: text, url: orNull('string') }),
    bytesAdded: { type: 'number' },
  },
  required: ['links', 'skipped', 'warnings', 'bytesAdded'],
};
