import { STATUS_CODES, validateHeaderValue } from 'node:http';
import { hasContentLength, type Answer } from '../../pipeline/request/answer.ts';

/**
 * Serializes an answer to its bytes on the wire, one character for each byte.
 *
 * @param connection headers that say whether the connection stays open, each line ended by CR LF
 */
type SerializeAnswer = (answer: Answer, date: string, connection: string) => string;

/** Creates a serializer of answers, which remembers the text of pictures: the same few are asked for again and again. */
export function createAnswerSerializer(): SerializeAnswer {
  const pictures = new WeakMap<Uint8Array, string>();

  /** The bytes of a body, one character each. */
  function bodyText(body: string | Uint8Array): string {
    if (typeof body === 'string') return Buffer.from(body).toString('latin1');
    let text = pictures.get(body);
    if (text === undefined) {
      text = Buffer.from(body).toString('latin1');
      pictures.set(body, text);
    }
    return text;
  }

  return ({ status, headers, body }, date, connection) => {
    const head = `${headText(status, headers)}Date: ${date}\r\n${connection}`;
    if (body === null)
      return `${head}${hasContentLength(status) ? 'content-length: 0\r\n' : ''}\r\n`;
    const text = bodyText(body);
    return `${head}content-length: ${text.length}\r\n\r\n${text}`;
  };
}

/** The status line and the headers of the answer itself. */
function headText(status: number, headers: Answer['headers']): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
  let values = '';
  for (const name in headers) {
    head += `${name}: ${headers[name]}\r\n`;
    values += headers[name];
  }
  // A line feed from outside would be a header of somebody else's choice. One look at all of them; throws.
  if (noHeaderText.test(values)) requireHeaderText(headers);
  return head;
}

/** RFC 9110 §5.5; as Node has it. */
const noHeaderText = /[^\t\x20-\x7e\x80-\xff]/;

function requireHeaderText(headers: Answer['headers']): void {
  for (const name in headers) validateHeaderValue(name, headers[name] ?? '');
}
