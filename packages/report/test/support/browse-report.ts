import { askReport, type PortAnswer } from './ask-report.ts';

/** A browser, as far as it keeps cookies and says where a request comes from. */
export interface Browser {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<PortAnswer>;
  post(path: string, form: Readonly<Record<string, string>>): Promise<PortAnswer>;
  query(query: object): Promise<PortAnswer>;
  /** Value of each cookie. */
  readonly cookies: Map<string, string>;
  /** Attributes of the cookies that came last. */
  readonly attributes: readonly string[];
}

/** Opens a browser on a report. */
export function browseReport(url: string, more: Readonly<Record<string, string>> = {}): Browser {
  const cookies = new Map<string, string>();
  const attributes: string[] = [];

  async function ask(
    path: string,
    method: string,
    body: string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<PortAnswer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const own = { 'sec-fetch-site': 'same-origin', ...(cookie === '' ? {} : { cookie }) };
    const answer = await askReport(
      url + path,
      { method, ...(body === undefined ? {} : { body }) },
      { ...own, ...more, ...headers },
    );
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      attributes.splice(0, attributes.length, ...rest);
      if (rest.includes('Max-Age=0')) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }

  return {
    cookies,
    attributes,
    get: (path, headers = {}) => ask(path, 'GET', undefined, { accept: 'text/html', ...headers }),
    post: (path, form) =>
      ask(path, 'POST', new URLSearchParams(form).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'text/html',
      }),
    query: (query) =>
      ask('/api/query', 'POST', JSON.stringify(query), { 'content-type': 'application/json' }),
  };
}
