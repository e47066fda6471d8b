import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

// Prints each event that a collector sends, if it is signed with the secret that both know. An event
// can come twice, since the first answer may have been lost: its `webhook-id` is the same.

const secret =
  process.env['WEBHOOK_SECRET'] ?? 'whsec_ZXhhbXBsZSBzZWNyZXQgb2YgMzIgYnl0ZXMgLi4uLi4=';
const port = Number(process.env['PORT'] ?? 8718);
const webhook = new Webhook(secret);
const seen = new Set<string>();

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = request.headers as Record<string, string>;
  const body = await text(request);
  try {
    const { type, data } = webhook.verify(body, headers) as { type: string; data: { id: string } };
    if (!seen.has(data.id)) console.log('webhook', type, data);
    seen.add(data.id);
    response.writeHead(204).end();
  } catch {
    console.log('refused: the signature is wrong');
    response.writeHead(401).end();
  }
}

createServer((request, response) => void receive(request, response)).listen(port, () => {
  const webhooks = JSON.stringify([{ url: `http://localhost:${port}/`, secrets: [secret] }]);
  console.log(`Listening on http://localhost:${port}. Start a collector that knows it:

  HITMARK_WEBHOOKS='${webhooks}' npx pnpm@10 hitmark serve \\
    --webhook-targets.allow-private-addresses true --webhook-targets.allowed-ports ${port}`);
});
