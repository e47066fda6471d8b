import { once } from 'node:events';
import { connect } from 'node:net';

/** A request as bytes. */
export interface RequestBytes {
  readonly bytes: Buffer;
  /** Its answer has no body. */
  readonly isHead?: boolean;
}

/** An answer's head, with names in lower case, and its body. */
export interface AnswerBytes {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** A connection that stays open, over which bytes are sent as they are. */
export interface KeepAlive {
  /** Its own port. */
  readonly port: number;
  /**
   * Sends requests at once (pipelining) and waits for their answers, in order; fewer where the other end
   * closes the connection.
   */
  send(requests: readonly RequestBytes[]): Promise<AnswerBytes[]>;
  /** Tells whether the other end has closed it, or said that it will. */
  isClosed(): boolean;
  close(): void;
}

/** Connects to a port, of this machine unless another address is named. */
export async function openKeepAlive(port: number, host = '127.0.0.1'): Promise<KeepAlive> {
  const socket = connect(port, host).setNoDelay();
  await once(socket, 'connect');
  let received = Buffer.alloc(0);
  let closed = false;
  let look = (): void => {};
  socket.on('data', (bytes) => {
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
    look();
  });
  const end = (): void => {
    closed = true;
    look();
  };
  // What breaks a connection is what is tested: the answers tell.
  socket.on('error', end).on('close', end);

  return {
    port: socket.localPort ?? 0,
    send(requests) {
      const answers: AnswerBytes[] = [];
      return new Promise((resolve) => {
        look = () => {
          for (let next = requests[answers.length]; next !== undefined;) {
            const read = readAnswer(received, next.isHead ?? false);
            if (read === null) break;
            received = received.subarray(read.length);
            if (read.answer.status < 200) continue;
            answers.push(read.answer);
            if (read.answer.headers.get('connection') === 'close') closed = true;
            next = requests[answers.length];
          }
          if (answers.length === requests.length || closed) resolve(answers);
        };
        if (!closed) socket.write(Buffer.concat(requests.map(({ bytes }) => bytes)));
        look();
      });
    },
    isClosed: () => closed,
    close: () => void socket.destroy(),
  };
}

/** The answer that some bytes begin with, and its length; null where it is not whole yet. */
function readAnswer(
  bytes: Buffer,
  isHead: boolean,
): { readonly answer: AnswerBytes; readonly length: number } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const status = Number(first.split(' ')[1]);
  const hasBody = !isHead && status >= 200 && status !== 204 && status !== 304;
  const start = end + 4;
  if (hasBody && headers.has('transfer-encoding')) {
    // Node's own answers (417) are chunked, and empty.
    if (bytes.length < start + lastChunk.length) return null;
    if (!bytes.subarray(start).toString('latin1').startsWith(lastChunk)) {
      throw new Error('expected a Content-Length');
    }
    return { answer: { status, headers, body: empty }, length: start + lastChunk.length };
  }
  const length = hasBody ? Number(headers.get('content-length') ?? 0) : 0;
  if (bytes.length < start + length) return null;
  const body = bytes.subarray(start, start + length);
  return { answer: { status, headers, body }, length: start + length };
}

const lastChunk = '0\r\n\r\n';
const empty = Buffer.alloc(0);
