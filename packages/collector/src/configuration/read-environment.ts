/** Options of the environment, by path, with what could not be read. */
export interface EnvironmentOptions {
  readonly values: readonly (readonly [path: readonly string[], value: string])[];
  readonly problems: string[];
}

const prefix = 'HITMARK_';
const fileSuffix = '_FILE';

/**
 * Reads the options of an environment: `HITMARK_COOKIE__NAME` is `cookie.name`, and
 * `HITMARK_COOKIE__NAME_FILE` names a file that holds it, as orchestrators hand over secrets. `PORT` is
 * `port`, unless `HITMARK_PORT` is there too.
 *
 * @param readFile a file's text; its failure is a problem of the configuration
 */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): EnvironmentOptions {
  const values: [readonly string[], string][] = [];
  const problems: string[] = [];
  const { PORT: port } = environment;
  if (port !== undefined) values.push([['port'], port]);
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || value === undefined) continue;
    if (!name.endsWith(fileSuffix)) {
      values.push([pathOf(name), value]);
      continue;
    }
    const plain = name.slice(0, -fileSuffix.length);
    if (environment[plain] !== undefined) {
      problems.push(`${name}: expected it or ${plain}, got both`);
      continue;
    }
    try {
      values.push([pathOf(plain), readFile(value).replace(/\r?\n$/, '')]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(`${name}: expected a readable file, got ${reason}`);
    }
  }
  return { values, problems };
}

/** `['cookie', 'name']` of `HITMARK_COOKIE__NAME`. */
function pathOf(name: string): string[] {
  const parts = name.slice(prefix.length).toLowerCase().split('__');
  // Left as it is, it is reported as no option.
  if (parts.includes('')) return [name];
  return parts.map((part) =>
    part.replace(/_([a-z\d])/g, (_match, letter: string) => letter.toUpperCase()),
  );
}
