import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTag } from '../../release/check-tag.ts';
import { watch } from '../support/command.ts';
import { startRegistry, type Registry } from '../support/packages/registry.ts';

// `pnpm release --dry-run` as the workflow runs it: in a clean clone, with everything but the upload.

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hitmark-release-'));
const clone = join(folder, 'clone');
const names = ['codec', 'tag', 'email', 'report', 'collector'];
let registry: Registry;

beforeAll(async () => {
  mkdirSync(clone);
  const pack = 'git ls-files -z --cached --others --exclude-standard | tar --null -T - -c';
  execFileSync('bash', ['-c', `${pack} | tar -x -C "${clone}"`], { cwd: root });
  // It has no package yet: all are new to it.
  registry = await startRegistry([]);
});

afterAll(async () => {
  await registry.close();
  // The clone has all that is installed in it.
  rmSync(folder, { recursive: true });
}, 300_000);

/** Runs a program in the clone; the registry answers meanwhile. */
async function run(program: string, args: readonly string[], environment = {}) {
  const child = spawn(program, args, {
    cwd: clone,
    env: { ...process.env, CI: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { status, stdout, stderr } = await watch(child).end();
  return { status, output: stdout + stderr };
}

describe('pnpm release', () => {
  it('--dry-run packs all packages in a clean clone, and would publish each', async () => {
    const install = await run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline']);
    expect(install).toEqual({ status: 0, output: install.output });
    const released = await run('pnpm', ['release', '--dry-run'], {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'owner/hitmark',
      npm_config_registry: registry.url,
    });
    const { output } = released;
    expect(released).toEqual({ status: 0, output });
    for (const name of names) {
      expect(output).toMatch(new RegExp(`^@hitmark/${name} \\d+\\.\\d+\\.\\d+ \\S+\\.tgz$`, 'm'));
      expect(output).toMatch(new RegExp(`^\\+ @hitmark/${name}@\\d`, 'm'));
    }
    const tarball = /^@hitmark\/collector \S+ (\S+)$/m.exec(output)?.[1] ?? '';
    const manifest = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], {
      encoding: 'utf8',
    });
    expect(JSON.parse(manifest)).toMatchObject({
      repository: { url: 'git+https://github.com/owner/hitmark.git' },
      publishConfig: { provenance: true },
    });
    expect(manifest).not.toContain('workspace:');
  }, 600_000);

  it('says what to do where nothing tells the address of the repository', async () => {
    const { status, output } = await run(process.execPath, ['release/run.ts'], {
      GITHUB_SERVER_URL: undefined,
      GITHUB_REPOSITORY: undefined,
    });
    expect(status).toBe(1);
    expect(output).toContain('git remote add origin');
  });

  it('refuses a version that is not the tag', () => {
    const tag = { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.3' };
    expect(() => checkTag('1.2.3', tag)).not.toThrow();
    expect(() => checkTag('1.2.4', tag)).toThrow('tag v1.2.4');
    expect(() => checkTag('1.2.4', {})).not.toThrow();
  });

  it('runs in a workflow that may prove where the packages were built', () => {
    const workflow = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
    expect(workflow).toMatch(/^permissions: .*id-token: write/m);
    expect(workflow).toMatch(/^on: .*tags: \['v\*'\]/m);
    expect(workflow).toContain('pnpm@10 release --publish');
  });
});
