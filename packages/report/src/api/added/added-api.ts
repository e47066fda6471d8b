import type { JsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

/** Answer of an added operation. */
export interface AddedAnswer {
  readonly status: 200 | 400;
  readonly body: object;
}

/** `POST` of JSON that is answered with JSON. */
export interface AddedOperation {
  /** Such as `/api/links`. */
  readonly path: `/api/${string}`;
  readonly maxBodyBytes: number;
  /** Answers a body. Never rejects for a fault of the input. */
  readonly answer: (body: unknown) => Promise<AddedAnswer>;
  /** Name of the operation for programs, such as `createLinks`. */
  readonly id: string;
  readonly summary: string;
  /** Schema of one input, by its name in the document. A body may be a list of them. */
  readonly input: readonly [name: string, schema: GenericSchema];
  /** Schema of the answer to one input, by its name in the document. */
  readonly output: readonly [name: string, schema: JsonSchema];
  /** Inputs that a body may have at most. */
  readonly maxInputs: number;
}

/** An API that the program adds which started the report: on the report's port, with a token that opens nothing else. */
export interface AddedApi {
  readonly token: string;
  /** Option that holds the token, such as `links.apiToken`. */
  readonly tokenName: string;
  readonly operations: readonly AddedOperation[];
}
