import { reject, type HitOutcome } from '../pipeline/hit/hit-outcome.ts';
import { BodyError, type ReadBody } from './request-body.ts';

/** Reads a body as text, or tells why there is none. */
export async function readText(readBody: ReadBody): Promise<string | HitOutcome> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readBody());
  } catch (error) {
    if (error instanceof BodyError) {
      return reject(error.code === 'body-too-large' ? 413 : 400, error.code, error.message);
    }
    if (error instanceof TypeError) return reject(415, 'media-type', 'expected text in UTF-8');
    throw error;
  }
}
