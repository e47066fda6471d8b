import { spawnSync } from 'node:child_process';

/**
 * The address of the repository: what GitHub says where it runs a workflow, else the remote `origin`.
 *
 * @throws Error where neither is there
 */
export function findRepository(environment: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = environment;
  if (server !== undefined && name !== undefined) return `${server}/${name}`;
  const { stdout } = spawnSync('git', ['remote', 'get-url', 'origin'], { encoding: 'utf8' });
  const [, host, path] = /^(?:https:\/\/|git@)([^/:]+)[/:](.+?)(?:\.git)?\s*$/.exec(stdout) ?? [];
  if (host !== undefined && path !== undefined) return `https://${host}/${path}`;
  throw new Error(
    'the address of the repository is not known: packages name it; add it by `git remote add origin https://…`',
  );
}
