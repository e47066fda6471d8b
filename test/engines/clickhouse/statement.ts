/** A statement as the engine takes it. */
export interface Statement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Rows of an insert that came in the body; null: there are none. */
  readonly rows: Uint8Array | null;
  readonly format: string;
}

/** Names of the address that are no settings of the statement. */
const others = new Set([
  'query',
  'database',
  'wait_end_of_query',
  'cancel_http_readonly_queries_on_client_close',
]);

/** Reads a request as ClickHouse's HTTP interface does. */
export async function readStatement(
  search: URLSearchParams,
  body: Buffer,
  type: string | undefined,
): Promise<Statement> {
  const form = await readForm(body, type);
  const given = [...search, ...(form ?? [])];
  const inAddress = search.get('query');
  const text = inAddress ?? form?.find(([name]) => name === 'query')?.[1] ?? body.toString();
  const isParameter = ([name]: readonly [string, string]): boolean => name.startsWith('param_');
  const settings = given.filter(([name]) => !others.has(name) && !name.startsWith('param_'));
  return {
    text: withSettings(text, settings),
    parameters: Object.fromEntries(
      given.filter(isParameter).map(([name, value]) => [name.slice(6), unescapeValue(value)]),
    ),
    rows: inAddress !== null && body.length > 0 ? body : null,
    format: /\bFORMAT\s+(\w+)\s*$/i.exec(text)?.[1] ?? 'TabSeparated',
  };
}

async function readForm(
  body: Buffer,
  type: string | undefined,
): Promise<[string, string][] | null> {
  if (!type?.startsWith('multipart/form-data')) return null;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': type },
  }).formData();
  return [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
}

/** Settings stand in the statement here: the engine has one session for all. */
function withSettings(text: string, given: readonly (readonly [string, string])[]): string {
  if (given.length === 0) return text;
  const settings = given.map(([name, value]) => `${name} = ${quote(value)}`).join(', ');
  if (/^\s*INSERT\s/i.test(text)) {
    return text.replace(/\b(SELECT\b[^]*|FORMAT\s+\w+\s*)$/i, `SETTINGS ${settings} $1`);
  }
  const takesSettings = /^\s*(SELECT|WITH|ALTER\s+TABLE\s+\S+\s+DELETE)\s/i.test(text);
  return takesSettings ? `${text} SETTINGS ${settings}` : text;
}

function quote(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) ? value : `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

const escapes: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  '0': '\0',
  b: '\b',
  f: '\f',
};

/** Values come as TabSeparated has them. */
function unescapeValue(value: string): string {
  return value.replaceAll(/\\(.)/gs, (_all, letter: string) => escapes[letter] ?? letter);
}
