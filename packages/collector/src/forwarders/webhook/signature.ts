import { createHmac } from 'node:crypto';

/** Bytes of a secret, by the Standard Webhooks spec ("Signature scheme"). */
const secretBytes = { min: 24, max: 64 };

const prefix = 'whsec_';

/** The value of `webhook-signature`: one signature for each secret, so that secrets can be rotated. */
export function signWebhook(
  {
    id,
    timestamp,
    body,
  }: { readonly id: string; readonly timestamp: number; readonly body: string },
  secrets: readonly string[],
): string {
  return secrets
    .map((secret) => createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`))
    .map((hmac) => `v1,${hmac.digest('base64')}`)
    .join(' ');
}

/** Whether a text is `whsec_` and base64 of 24 to 64 bytes. */
export function isWebhookSecret(text: string): boolean {
  if (!/^whsec_[A-Za-z\d+/]+={0,2}$/.test(text)) return false;
  const { length } = keyOf(text);
  return length >= secretBytes.min && length <= secretBytes.max;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}
