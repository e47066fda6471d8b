import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Headers and body of a request. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Status and headers of an answer. */
export type AnswerHead = Pick<IncomingMessage, 'statusCode' | 'headers'>;

/** More of an answer is not read, be it headers, interim answers (1xx) or body. */
const maxAnswerBytes = 65_536;

/** A receiver has sent more than is read, and no status. */
class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
  readonly code = 'answer-too-large';
}

/**
 * Posts over a connection that is there for this request alone, and reads the answer to its end, as far as
 * that is near: a receiver should not find its socket cut. Ends with the signal at the latest.
 *
 * @param onAnswer is told the status; what comes after it changes nothing
 * @throws what keeps the answer from being read
 */
export function sendRequest(
  { pathname, search, host }: URL,
  { headers, body }: WebhookRequest,
  socket: Socket,
  signal: AbortSignal,
  onAnswer: (head: AnswerHead) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({
      method: 'POST',
      path: pathname + search,
      headers: { host, ...headers, 'content-length': Buffer.byteLength(body) },
      createConnection: () => socket,
      signal,
    });
    sent.once('socket', () => limitBytes(socket, (error) => sent.destroy(error)));
    sent.once('response', (answer) => {
      onAnswer(answer);
      answer.on('error', ignore).once('end', resolve).resume();
    });
    // 101: without a listener Node emits nothing at all but `close`.
    sent.once('upgrade', (answer) => {
      onAnswer(answer);
      resolve();
    });
    sent.on('error', reject);
    sent.once('close', resolve);
    sent.end(body);
  });
}

/** Counts all that comes: Node's parser limits one block of headers, but not how many there are. */
function limitBytes(socket: Socket, refuse: (error: AnswerTooLargeError) => void): void {
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) refuse(new AnswerTooLargeError('the answer is too large'));
  });
}

/** The status is known: what else was to be said, and was not, changes nothing. */
function ignore(): void {}
