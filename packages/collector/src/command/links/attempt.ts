import { LinkError } from '@hitmark/codec';
import { EmailError } from '@hitmark/email';

/** Outcome of one input: what was asked for, or its fault. */
export type Outcome =
  | { readonly value: object }
  | { readonly error: { readonly code: string; readonly message: string } };

/** Runs a conversion. Faults of its input are an outcome; all others are thrown. */
export async function attempt(convert: () => object | Promise<object>): Promise<Outcome> {
  try {
    return { value: await convert() };
  } catch (error) {
    if (error instanceof LinkError || error instanceof EmailError) {
      return { error: { code: error.code, message: error.message } };
    }
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    return { error: { code: 'bad-input', message: error.message } };
  }
}
