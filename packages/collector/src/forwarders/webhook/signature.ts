import { createHmac } from 'node:crypto';
import { webhookKey } from '../../configuration/webhook-secret.ts';

/**
 * Signs a webhook as Standard Webhooks has it.
 *
 * @param message `id` of the header `webhook-id`, `timestamp` in seconds of `webhook-timestamp`, and the body
 * @returns value of `webhook-signature`: a signature for each secret, so that secrets can be rotated
 */
export function signWebhook(
  {
    id,
    timestamp,
    body,
  }: { readonly id: string; readonly timestamp: number; readonly body: string },
  secrets: readonly string[],
): string {
  return secrets
    .map((secret) => createHmac('sha256', webhookKey(secret)).update(`${id}.${timestamp}.${body}`))
    .map((hmac) => `v1,${hmac.digest('base64')}`)
    .join(' ');
}
