import { knownSources, type KnownSource, type SourceCategory } from './source-table.ts';

/** Country suffixes that `google.*` stands for: `de`, `com`, `co.uk`, `com.au`. */
const countrySuffix = /^(?:[a-z]{2,3}|(?:co|com|org|net)\.[a-z]{2})$/;

const byHost = new Map<string, KnownSource>(
  knownSources.flatMap((source) => source.hosts.map((host) => [host, source] as const)),
);

const byAlias = new Map<string, KnownSource>(
  knownSources.flatMap((source) =>
    [source.name.toLowerCase(), ...(source.aliases ?? [])].map((alias) => [alias, source] as const),
  ),
);

/** The search engine or network of a host, by the longest of its suffixes that is known. */
export function sourceOfHost(host: string): KnownSource | null {
  let rest = host;
  for (;;) {
    const dot = rest.indexOf('.');
    if (dot < 0) return null;
    const after = rest.slice(dot + 1);
    const known =
      byHost.get(rest) ??
      (countrySuffix.test(after) ? byHost.get(`${rest.slice(0, dot)}.*`) : undefined);
    if (known !== undefined) return known;
    rest = after;
  }
}

/** The category of a source as `utm_source` may spell it: a name, an alias or a host. */
export function categoryOf(source: string): SourceCategory | null {
  const text = source.toLowerCase();
  return (byAlias.get(text) ?? sourceOfHost(text))?.category ?? null;
}
