/** Values of a statement's parameters, such as `{p0:String}`. */
export type Parameters = Readonly<Record<string, string | number>>;

/** Longest parameters that stand in the address, in characters; proxies take no endless one. */
const longestSearch = 4_096;

/** Parameters as they stand in the address; null: they are too long. */
export function searchOf(parameters: Parameters): Readonly<Record<string, string>> | null {
  const search = Object.entries(parameters).map(([name, value]) => [
    `param_${name}`,
    escapeValue(value),
  ]);
  const length = search
    .flat()
    .reduce((sum, part) => sum + encodeURIComponent(part ?? '').length, 0);
  return length > longestSearch
    ? null
    : (Object.fromEntries(search) as Readonly<Record<string, string>>);
}

/** A statement with its parameters as a form. */
export function formOf(statement: string, parameters: Parameters): FormData {
  const form = new FormData();
  form.set('query', statement);
  for (const [name, value] of Object.entries(parameters)) {
    form.set(`param_${name}`, escapeValue(value));
  }
  return form;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\0': String.raw`\0`,
  '\b': String.raw`\b`,
  '\f': String.raw`\f`,
};

/** ClickHouse reads parameters as values of TabSeparated. */
function escapeValue(value: string | number): string {
  return String(value)
    .toWellFormed()
    .replaceAll(/[\\\t\n\r\0\b\f]/g, (character) => escapes[character] ?? character);
}
