import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Headers and body of a request. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Status and headers of an answer. */
export type AnswerHead = Pick<IncomingMessage, 'statusCode' | 'headers'>;

/** Greatest part of an answer that is read, with headers, interim answers (1xx) and body. */
const maxAnswerBytes = 65_536;

/** A receiver has sent more than is read, and no status. */
class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
  readonly code = 'answer-too-large';
}

/** Connection of a request, and its end. */
interface Exchange {
  /** Connection that serves this request alone. */
  readonly socket: Socket;
  /** Ends the request at the latest. */
  readonly signal: AbortSignal;
  /** Is called with the status. Whatever follows it changes nothing. */
  readonly onAnswer: (head: AnswerHead) => void;
}

/**
 * Posts a request, and reads the answer to its end if it is short enough, so that the receiver does not find
 * its socket closed while it writes.
 *
 * @throws the error that keeps the answer from being read
 */
export function sendRequest(
  { pathname, search, host }: URL,
  { headers, body }: WebhookRequest,
  { socket, signal, onAnswer }: Exchange,
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

/** Limits the bytes of an answer: Node's parser limits one block of headers, but not the number of blocks. */
function limitBytes(socket: Socket, refuse: (error: AnswerTooLargeError) => void): void {
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) refuse(new AnswerTooLargeError('the answer is too large'));
  });
}

/** Ignores an error in the rest of an answer whose status is known. */
function ignore(): void {}
