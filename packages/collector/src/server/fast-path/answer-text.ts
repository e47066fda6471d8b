import { STATUS_CODES, validateHeaderValue } from 'node:http';
import { hasContentLength, type Answer } from '../../pipeline/request/answer.ts';

/**
 * An answer as it stands on the wire, one character for each byte.
 *
 * @param connection headers that say what becomes of the connection, each line ended by CR LF
 */
export function answerText(
  { status, headers, body }: Answer,
  date: string,
  connection: string,
): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
  let values = '';
  for (const name in headers) {
    head += `${name}: ${headers[name]}\r\n`;
    values += headers[name];
  }
  // A line feed from outside would be a header of somebody else's choice. One look at all of them; throws.
  if (noHeaderText.test(values)) refuseHeaders(headers);
  head += `Date: ${date}\r\n${connection}`;
  if (body === null) return `${head}${hasContentLength(status) ? 'content-length: 0\r\n' : ''}\r\n`;
  const text = bodyText(body);
  return `${head}content-length: ${text.length}\r\n\r\n${text}`;
}

/** RFC 9110 §5.5; as Node has it. */
const noHeaderText = /[^\t\x20-\x7e\x80-\xff]/;

function refuseHeaders(headers: Answer['headers']): void {
  for (const name in headers) validateHeaderValue(name, headers[name] ?? '');
}

/** The bytes of a body, one character each; the same few pixels are asked for again and again. */
const texts = new WeakMap<Uint8Array, string>();

function bodyText(body: string | Uint8Array): string {
  if (typeof body === 'string') return Buffer.from(body).toString('latin1');
  let text = texts.get(body);
  if (text === undefined) {
    text = Buffer.from(body).toString('latin1');
    texts.set(body, text);
  }
  return text;
}
