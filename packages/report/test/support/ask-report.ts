import { token } from './scratch-report.ts';

/** An answer of a report's port, its body read. */
export interface PortAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Asks a report's port, with the API's token unless other headers are named. */
export async function askReport(
  url: string,
  init: RequestInit = {},
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${token}` },
): Promise<PortAnswer> {
  const answer = await fetch(url, { redirect: 'manual', ...init, headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Sends a query as JSON. */
export function postQuery(
  url: string,
  query: unknown,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${token}` },
): Promise<PortAnswer> {
  return askReport(
    `${url}/api/query`,
    { method: 'POST', body: typeof query === 'string' ? query : JSON.stringify(query) },
    { 'content-type': 'application/json', ...headers },
  );
}

/** The error that an answer tells. */
export function errorOf({ status, text }: PortAnswer): object {
  const { error } = JSON.parse(text) as { readonly error: object };
  return { status, ...error };
}
