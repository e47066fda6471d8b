/** The manifest of a package, as far as it is read here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly [member: string]: unknown;
}

/**
 * The manifest that is published: without what only the workspace uses, with the address of its source, which
 * npm compares with where the provenance says that it was built.
 *
 * @param repository the address of the repository, such as https://github.com/owner/name
 * @param directory the package's folder in the repository
 */
export function publishableManifest(
  manifest: Manifest,
  repository: string,
  directory: string,
): Manifest {
  const { devDependencies, ...kept } = manifest;
  return {
    ...kept,
    homepage: `${repository}#readme`,
    bugs: `${repository}/issues`,
    repository: { type: 'git', url: `git+${repository}.git`, directory },
    ...conditionsOfSource(manifest),
  };
}

/** `exports` and `imports` without the condition by which the workspace's own tests find the source. */
function conditionsOfSource(manifest: Manifest): Record<string, unknown> {
  const names = ['exports', 'imports'].filter((name) => manifest[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, withoutSource(manifest[name])]));
}

function withoutSource(conditions: unknown): unknown {
  if (typeof conditions !== 'object' || conditions === null) return conditions;
  const kept = Object.entries(conditions).filter(([name]) => name !== '@hitmark/source');
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutSource(value)]));
}
