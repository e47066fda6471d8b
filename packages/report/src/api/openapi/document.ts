import type { JsonSchema } from '@valibot/to-json-schema';
import type { AddedApi } from '../added/added-api.ts';
import { addedPaths } from './added-paths.ts';
import { answerSchemas } from './answer-schemas.ts';
import { emailAnswers, emailPaths } from './email-paths.ts';
import { inputSchemas, refTo } from './input-schemas.ts';
import { settingsAnswers, settingsPaths } from './settings-paths.ts';

/** An answer or a request body of an operation. */
interface Content {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

const json = (name: string) => ({ 'application/json': { schema: refTo(name) } });
const csv = { 'text/csv': { schema: { type: 'string' } as JsonSchema } };
const problem = (description: string): Content => ({ description, content: json('Error') });

const refused: Readonly<Record<string, Content>> = {
  '401': problem('no token, or a wrong one, and no login'),
  '403': problem('a site that is not theirs, persons through a shared link, or a foreign page'),
};
const badInput = { '400': problem('names that are none and pairs that can not be: see problems') };
const badBody = {
  ...badInput,
  '413': problem('a body of more than 64 KiB'),
  '415': problem('a body of another type'),
};
const busy: Readonly<Record<string, Content>> = {
  '429': problem('too many queries of one reader at once'),
  '503': problem('too many queries of all readers, or the store is being started'),
  '504': problem('the query took longer than report.timeoutMs'),
};

/** A parameter of the address that is JSON, or a text. */
function parameter(name: string, description: string, schema: JsonSchema | null, required = false) {
  const form =
    schema === null
      ? { schema: { type: 'string' } }
      : { content: { 'application/json': { schema } } };
  return { name, in: 'query', description, required, ...form };
}

const format = {
  name: 'format',
  in: 'query',
  description: 'csv: the answer as CSV, as with `Accept: text/csv`',
  schema: { type: 'string', enum: ['csv', 'json'] },
};

const paths = {
  '/api/query': {
    post: {
      operationId: 'query',
      summary: 'Metrics by dimensions',
      requestBody: { required: true, content: json('Query') },
      responses: {
        '200': { description: 'the numbers', content: { ...json('Answer'), ...csv } },
        ...badBody,
        ...refused,
        ...busy,
      },
    },
    get: {
      operationId: 'queryByLink',
      summary: 'The same, for a link',
      parameters: [parameter('query', 'the query', refTo('Query'), true), format],
      responses: {
        '200': { description: 'the numbers', content: { ...json('Answer'), ...csv } },
        ...badInput,
        ...refused,
        ...busy,
      },
    },
  },
  '/api/events': {
    get: {
      operationId: 'events',
      summary: 'The events behind a number, newest first',
      parameters: [
        parameter('query', 'the choice of events', refTo('Listing'), true),
        parameter('cursor', 'where the answer before has ended', null),
        format,
      ],
      responses: {
        '200': {
          description: 'the events; the header Link leads to those that follow',
          content: { ...json('EventList'), ...csv },
        },
        ...badInput,
        ...refused,
        ...busy,
      },
    },
  },
  '/api/sites': {
    get: {
      operationId: 'sites',
      summary: 'Sites that have events, with counts over all time',
      parameters: [format],
      responses: {
        '200': { description: 'the sites', content: { ...json('SiteCounts'), ...csv } },
        ...refused,
        ...busy,
      },
    },
  },
  ...settingsPaths({ json, problem, refused, badBody }),
  '/api/funnels/{id}/query': {
    post: {
      operationId: 'queryFunnel',
      summary: 'Visitors of each step of a funnel, with those who left',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }, format],
      requestBody: { required: true, content: json('FunnelSelection') },
      responses: {
        '200': { description: 'the steps', content: { ...json('FunnelAnswer'), ...csv } },
        ...badBody,
        ...refused,
        ...busy,
        '404': problem('there is no such funnel'),
      },
    },
  },
  ...emailPaths({ json, problem, refused, badBody }),
  '/api/shared-links': {
    get: {
      operationId: 'sharedLinks',
      summary: 'Links that show a site to others',
      responses: {
        '200': { description: 'the links', content: json('SharedLinkList') },
        ...refused,
      },
    },
    post: {
      operationId: 'share',
      summary: 'Make a link that shows a site to others, and nothing of persons',
      requestBody: { required: true, content: json('NewSharedLink') },
      responses: {
        '201': { description: 'the link', content: json('SharedLink') },
        ...badBody,
        ...refused,
        '409': problem('the site has as many links as there can be'),
      },
    },
  },
  '/api/shared-links/{id}': {
    delete: {
      operationId: 'revoke',
      summary: 'End a link at once, for those who have opened it too',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      responses: {
        '204': { description: 'it shows nothing any more' },
        ...refused,
        '404': problem('there is no such link'),
      },
    },
  },
};

/**
 * The API's description in OpenAPI 3.1, made from the schemas that check what it is sent.
 *
 * @param addedApi API that the host of the report adds
 */
export function openapiDocument(addedApi: AddedApi | null = null): object {
  const added = addedApi === null ? null : addedPaths(addedApi);
  return {
    openapi: '3.1.1',
    info: {
      title: 'hitmark query API',
      version: '1',
      description: 'Numbers of the report, and the events behind each. See docs/query-api.md.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: { ...paths, ...added?.paths },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'report.token' },
        ...added?.securitySchemes,
      },
      schemas: {
        ...inputSchemas(),
        ...answerSchemas,
        ...settingsAnswers,
        ...emailAnswers,
        ...added?.schemas,
      },
    },
  };
}
