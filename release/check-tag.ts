/**
 * Refuses a version that is not the tag which a workflow of GitHub's runs for: pages of the packages lead to the tag.
 *
 * @throws Error
 */
export function checkTag(version: string, environment: NodeJS.ProcessEnv): void {
  const { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name } = environment;
  if (type !== 'tag' || name === `v${version}`) return;
  throw new Error(
    `the tag is ${name}, and the packages are ${version}: set the version in each package.json, or tag v${version}`,
  );
}
