import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Greatest number of open requests of a connection; what else it has sent waits unread. */
export const maxOpenRequests = 8;

const emptyLine = '\r\n\r\n';

/**
 * A connection as Node's parser is given it: a few requests at a time. Left to itself, Node reads
 * whatever has come (a segment of 64 KB holds 2,000 requests), and keeps it until the client has read
 * each answer, without end.
 */
export class Gate extends Duplex {
  /** Responses that have not left, in their order. */
  readonly open = new Set<ServerResponse>();
  readonly #socket: Socket;
  /** Bytes that have come and were not passed on. */
  #rest: Buffer;
  #isWanted = false;
  #wasAnswered = false;

  /**
   * @param bytes bytes that the connection has sent so far
   * @param idleMs time without a request, or with an answer that its client does not read
   */
  constructor(socket: Socket, bytes: Buffer, idleMs: number) {
    const { writableHighWaterMark } = socket;
    super({ readableHighWaterMark: 0, writableHighWaterMark, decodeStrings: false });
    this.#socket = socket;
    this.#rest = bytes;
    socket.setTimeout(idleMs);
    socket.on('data', (more) => this.#receive(more)).on('end', () => this.#pass());
    socket.on('timeout', () => this.#onTimeout());
    socket.on('error', (error) => this.destroy(error)).on('close', () => this.destroy());
  }

  /** Address of the client. */
  get remoteAddress(): string | undefined {
    return this.#socket.remoteAddress;
  }

  /** Counts a response until it has left. */
  add(response: ServerResponse): void {
    this.open.add(response);
    response.once('close', () => {
      this.open.delete(response);
      this.#wasAnswered = true;
      this.#pass();
    });
  }

  /** Tells whether the body of a request is still to come. */
  isReading(): boolean {
    return [...this.open].at(-1)?.req.complete === false;
  }

  /** Tells whether nothing has come since the last answer. */
  isIdle(): boolean {
    return this.open.size === 0 && this.#wasAnswered;
  }

  /** Closes the connection once everything is sent, as `net.Socket#destroySoon` does. */
  destroySoon(): void {
    this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  override _read(): void {
    this.#isWanted = true;
    this.#pass();
  }

  override _write(chunk: string | Buffer, encoding: BufferEncoding, done: () => void): void {
    this.#socket.write(chunk, encoding, done);
  }

  override _writev(
    chunks: { readonly chunk: string | Buffer; readonly encoding: BufferEncoding }[],
    done: () => void,
  ): void {
    this.#socket.cork();
    for (const [index, { chunk, encoding }] of chunks.entries()) {
      this.#socket.write(chunk, encoding, index === chunks.length - 1 ? done : undefined);
    }
    this.#socket.uncork();
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }

  #receive(bytes: Buffer): void {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    this.#pass();
    if (this.#rest.length > 0) this.#socket.pause();
  }

  /** Passes on what may be, where it is asked for. */
  #pass(): void {
    // Bytes after the last answer are for nobody.
    if (!this.#isWanted || this.writableEnded) return;
    if (this.#rest.length === 0) return this.#passEnd();
    // All but one are answered: else the one whose body is still to come would wait for itself.
    if (this.open.size > 1) return;
    // One more may have begun before this piece.
    const end = endOfHeads(this.#rest, maxOpenRequests - 1 - this.open.size);
    const piece = this.#rest.subarray(0, end);
    this.#rest = this.#rest.subarray(end);
    this.#isWanted = false;
    this.#wasAnswered = false;
    this.push(piece);
  }

  /** The end of a connection cuts off all answers that have not left. */
  #passEnd(): void {
    if (!this.#socket.readableEnded) this.#socket.resume();
    else if (this.open.size === 0 || this.isReading()) this.push(null);
  }

  #onTimeout(): void {
    // A client waits for its answer, and not the answer for its client. Node has its own times for what
    // is not whole.
    if (this.#socket.writableLength > 0 || this.isIdle()) this.destroy();
  }
}

/** Finds the end of a number of heads, or of all heads if there are fewer. Each head ends with an empty line. */
function endOfHeads(bytes: Buffer, count: number): number {
  let end = 0;
  for (let number = 0; number < count; number += 1) {
    const at = bytes.indexOf(emptyLine, end, 'latin1');
    if (at < 0) return bytes.length;
    end = at + emptyLine.length;
  }
  return end;
}

/** A response that its gate counts. Node makes some without telling us, and answers them itself. */
export class CountedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  constructor(...parameters: ConstructorParameters<typeof ServerResponse<Request>>) {
    super(...parameters);
    const { socket } = this.req;
    if (socket instanceof Gate) socket.add(this);
  }
}
