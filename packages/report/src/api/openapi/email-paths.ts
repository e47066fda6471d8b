import type { JsonSchema } from '@valibot/to-json-schema';
import type { Shared } from './settings-paths.ts';

const parameters = [
  {
    name: 'message',
    in: 'path',
    required: true,
    description: 'the message that the email was sent as',
    schema: { type: 'string' },
  },
  { name: 'site', in: 'query', required: true, schema: { type: 'string' } },
];

/** Operations that give the HTML of an email, for its page to show the clicks over it. */
export function emailPaths({ json, problem, refused, badBody }: Shared) {
  const missing = { '404': problem('nobody has given the HTML of this email') };
  const outline = { '200': { description: 'the outline', content: json('EmailOutline') } };
  return {
    '/api/messages/{message}/html': {
      put: {
        operationId: 'giveEmail',
        summary: "Give an email's HTML: its outline is kept, in place of the one before",
        parameters,
        requestBody: { required: true, content: { 'text/html': { schema: { type: 'string' } } } },
        responses: {
          ...outline,
          ...badBody,
          '413': problem('HTML of more than 256 KiB'),
          ...refused,
          '409': problem('the site has as many emails as it can have'),
        },
      },
      get: {
        operationId: 'emailOutline',
        summary: 'The outline that is kept: words, places of pictures, and links',
        parameters,
        responses: { ...outline, ...refused, ...missing },
      },
      delete: {
        operationId: 'forgetEmail',
        summary: 'Delete the outline of an email',
        parameters,
        responses: { '204': { description: 'it is gone' }, ...refused, ...missing },
      },
    },
  };
}

const text: JsonSchema = { type: 'string' };

const piece: JsonSchema = {
  type: 'object',
  properties: {
    kind: { enum: ['text', 'image'] },
    text,
    link: { type: ['integer', 'null'], description: 'place in links, from 0' },
  },
  required: ['kind', 'text', 'link'],
};

/** Schema of an outline. */
export const emailAnswers: Readonly<Record<string, JsonSchema>> = {
  EmailOutline: {
    type: 'object',
    properties: {
      blocks: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            kind: { enum: ['heading', 'text', 'item'] },
            pieces: { type: 'array', items: piece },
          },
          required: ['kind', 'pieces'],
        },
      },
      links: { type: 'array', items: text, description: 'addresses, in the order of the email' },
      is_cut: { type: 'boolean', description: 'true: the email was longer' },
    },
    required: ['blocks', 'links', 'is_cut'],
  },
};
