import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { makeRows, type Batch } from './batch.ts';
import type { CreateMaker, Make, MakerTools } from './maker.ts';
import type { PackedRows } from './packed-rows.ts';

/** The makers of the writer's thread. */
export interface Makers {
  /** The first that is loaded has the number 0. What fails it, fails each of its inputs. */
  load(module: string, data: unknown): void;
  /** The rows of a batch, and what its makers reply, as `BatchAnswer` has it. */
  make(batch: Batch): { readonly rows: PackedRows; readonly replies: unknown[] };
}

const require = createRequire(import.meta.url);

export function createMakers(tools: MakerTools): Makers {
  const makers: Make[] = [];

  return {
    load(module, data) {
      try {
        const { createMaker } = require(fileURLToPath(module)) as {
          createMaker: CreateMaker<unknown>;
        };
        makers.push(createMaker(data, tools));
      } catch (error) {
        makers.push(() => {
          throw error;
        });
      }
    },
    make(batch) {
      const replies: unknown[] = [];
      const rows = makeRows(batch, (maker, input) => {
        try {
          const { rows: made, reply } = (makers[maker] as Make)(input);
          replies.push(made.length, reply.length);
          for (const value of reply) replies.push(value);
          return made;
        } catch (error) {
          // Only what it says: anything may hang on an error of a library.
          replies.push(-1, 1, error instanceof Error ? error : new Error(String(error)));
          return [];
        }
      });
      return { rows, replies };
    },
  };
}
