import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import type { AddedApi } from '../added/added-api.ts';
import { refTo } from './input-schemas.ts';

/** Parts that an added API gives to the document. */
export interface AddedParts {
  readonly paths: Readonly<Record<string, object>>;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly securitySchemes: Readonly<Record<string, object>>;
}

const json = (schema: JsonSchema) => ({ 'application/json': { schema } });

/** Describes the operations of an added API. */
export function addedPaths({ tokenName, operations }: AddedApi): AddedParts {
  const paths = operations.map(({ path, id, summary, input, output, maxInputs, maxBodyBytes }) => {
    const [oneInput, oneOutput] = [refTo(input[0]), refTo(output[0])];
    const inputs: JsonSchema = {
      type: 'array',
      items: oneInput,
      minItems: 1,
      maxItems: maxInputs,
    };
    const outputs: JsonSchema = { type: 'array', items: { anyOf: [oneOutput, refTo('Failure')] } };
    const problem = (description: string) => ({ description, content: json(refTo('Error')) });
    const post = {
      operationId: id,
      summary,
      security: [{ [tokenName]: [] }],
      requestBody: { required: true, content: json({ anyOf: [oneInput, inputs] }) },
      responses: {
        '200': {
          description: 'what was asked for; of a list, one answer each, in its order',
          content: json({ anyOf: [oneOutput, outputs] }),
        },
        '400': problem('what can not be done; in a list the others are done'),
        '401': problem(`no token, or another than ${tokenName}`),
        '413': problem(`a body of more than ${maxBodyBytes} bytes`),
        '415': problem('a body of another type'),
      },
    };
    return [path, { post }] as const;
  });
  const schemas = operations.flatMap(({ input, output }) => [
    [input[0], toJsonSchema(input[1], { typeMode: 'input', errorMode: 'ignore' })] as const,
    output,
  ]);
  return {
    paths: Object.fromEntries(paths),
    schemas: Object.fromEntries(schemas),
    securitySchemes: { [tokenName]: { type: 'http', scheme: 'bearer', description: tokenName } },
  };
}
