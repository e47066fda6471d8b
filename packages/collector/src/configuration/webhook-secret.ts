/** Bytes of a secret, by the Standard Webhooks spec ("Signature scheme"). */
const secretBytes = { min: 24, max: 64 };

const prefix = 'whsec_';

/** Tells whether a text is `whsec_` and base64 of 24 to 64 bytes. */
export function isWebhookSecret(text: string): boolean {
  if (!/^whsec_[A-Za-z\d+/]+={0,2}$/.test(text)) return false;
  const { length } = webhookKey(text);
  return length >= secretBytes.min && length <= secretBytes.max;
}

/** The key that a secret holds. */
export function webhookKey(secret: string): Buffer {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}
