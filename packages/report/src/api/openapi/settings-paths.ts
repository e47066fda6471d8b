import type { JsonSchema } from '@valibot/to-json-schema';
import { refTo } from './input-schemas.ts';

type Answers = Readonly<Record<string, object>>;

/** Answers that operations share with others. */
export interface Shared {
  readonly json: (name: string) => object;
  readonly problem: (description: string) => object;
  readonly refused: Answers;
  readonly badBody: Answers;
}

const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const site = {
  name: 'site',
  in: 'query',
  description: 'one site; otherwise all that the reader may see',
  schema: { type: 'string' },
};

/** Kinds of settings: the name of their route, one of them, and its schema. */
const kinds = [
  ['goals', 'goal', 'Goal'],
  ['funnels', 'funnel', 'Funnel'],
  ['segments', 'segment', 'Segment'],
  ['annotations', 'annotation', 'Annotation'],
] as const;

/** Operations that list, make, change and delete goals, funnels, segments and annotations. */
export function settingsPaths({ json, problem, refused, badBody }: Shared): Answers {
  const missing = (noun: string) => ({ '404': problem(`there is no such ${noun}`) });
  const paths = kinds.flatMap(([name, noun, schema]) => {
    const requestBody = { required: true, content: json(schema) };
    const kept = { description: `the ${noun}`, content: json(`Kept${schema}`) };
    const taken = {
      '409': problem(`the site has a ${noun} of this name, or as many as it can have`),
    };
    const inUse = name === 'goals' ? { '409': problem('a funnel needs it') } : {};
    return [
      [
        `/api/${name}`,
        {
          get: {
            operationId: name,
            summary: `Each ${noun} of the sites that the reader may see`,
            parameters: [site],
            responses: { '200': { description: name, content: json(`${schema}List`) }, ...refused },
          },
          post: {
            operationId: `create${schema}`,
            summary: `Make a ${noun}`,
            requestBody,
            responses: { '201': kept, ...badBody, ...refused, ...taken },
          },
        },
      ],
      [
        `/api/${name}/{id}`,
        {
          put: {
            operationId: `change${schema}`,
            summary: `Change a ${noun}`,
            parameters: [id],
            requestBody,
            responses: { '200': kept, ...badBody, ...refused, ...missing(noun), ...taken },
          },
          delete: {
            operationId: `delete${schema}`,
            summary: `Delete a ${noun}`,
            parameters: [id],
            responses: {
              '204': { description: 'it is gone' },
              ...refused,
              ...missing(noun),
              ...inUse,
            },
          },
        },
      ],
    ] as const;
  });
  return Object.fromEntries(paths);
}

/** Schemas of the operations' answers: each item with its id, and lists of them. */
export const settingsAnswers: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  kinds.flatMap(([name, , schema]): readonly (readonly [string, JsonSchema])[] => {
    const kept: JsonSchema = {
      type: 'object',
      properties: { id: { type: 'integer' }, site: { type: 'string' } },
      required: ['id', 'site'],
      description: `${schema} as it was sent, complete, with its id`,
    };
    const list: JsonSchema = {
      type: 'object',
      properties: { [name]: { type: 'array', items: refTo(`Kept${schema}`) } },
      required: [name],
    };
    return [
      [`Kept${schema}`, kept],
      [`${schema}List`, list],
    ];
  }),
);
