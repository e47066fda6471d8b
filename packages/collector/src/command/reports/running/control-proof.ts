import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header with a number that a command uses once. */
export const nonceHeader = 'hitmark-nonce';
/** Header by which either side shows that it knows the secret. */
export const proofHeader = 'hitmark-proof';

/** Side that shows a proof. The proof of one side is not accepted from the other. */
type Side = 'command' | 'collector';

/**
 * Creates the proof that one side knows the secret of the folder. The secret itself is never sent: after a collector
 * was killed, another program may have its port.
 */
export function proofOf(secret: string, side: Side, nonce: string): string {
  return createHmac('sha256', secret).update(`${side} ${nonce}`).digest('base64url');
}

/** Compares a proof with what was sent, in a time that tells nothing of it. */
export function isProof(proof: string, sent: unknown): boolean {
  const [expected, received] = [Buffer.from(proof), Buffer.from(String(sent))];
  return expected.length === received.length && timingSafeEqual(expected, received);
}
