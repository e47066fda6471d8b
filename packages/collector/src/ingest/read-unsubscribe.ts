import { rejectLink, type LinkOutcome } from '../pipeline/link/link-outcome.ts';
import {
  maxUnsubscribeBytes,
  readUnsubscribeBody,
  type UnsubscribeRequest,
} from '../pipeline/request/unsubscribe-body.ts';
import { BodyError, type ReadBody } from './request-body.ts';

/** Reads an unsubscribe request from its body; or the outcome where neither a mail program nor our page sends such. */
export async function readUnsubscribe(
  readBody: ReadBody,
): Promise<UnsubscribeRequest | LinkOutcome> {
  try {
    const body = await readBody(maxUnsubscribeBytes);
    const request = readUnsubscribeBody(new TextDecoder().decode(body));
    if (request !== null) return request;
    return rejectLink(
      400,
      'no-unsubscribe',
      'expected a form with List-Unsubscribe=One-Click, or no body',
    );
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    return rejectLink(error.code === 'body-too-large' ? 413 : 400, error.code, error.message);
  }
}
