import { request } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { token } from './scratch-report.ts';

type AskHeaders = Readonly<Record<string, string>>;

/** An answer of a report's port, its body read. */
export interface PortAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly body?: string;
}

/** Headers by which a program asks. */
export const withToken: AskHeaders = { authorization: `Bearer ${token}` };

/** Asks a report's port, with exactly these headers and no others, over a connection of its own. */
export function askReport(
  url: string,
  { method = 'GET', body }: Ask = {},
  headers: AskHeaders = withToken,
): Promise<PortAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (answer) => {
      const received = new Headers();
      for (const [name, values] of Object.entries(answer.headersDistinct)) {
        for (const value of values ?? []) received.append(name, value);
      }
      readText(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: received, text }),
        reject,
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Sends a query as JSON. */
export function postQuery(
  url: string,
  query: unknown,
  headers: AskHeaders = withToken,
): Promise<PortAnswer> {
  const body = typeof query === 'string' ? query : JSON.stringify(query);
  return askReport(
    `${url}/api/query`,
    { method: 'POST', body },
    { 'content-type': 'application/json', ...headers },
  );
}

/** The error that an answer tells. */
export function errorOf({ status, text }: PortAnswer): object {
  const { error } = JSON.parse(text) as { readonly error: object };
  return { status, ...error };
}
