import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { cleanEnvironment, watch, type RunningCommand } from '../command.ts';

type Outcome = Awaited<ReturnType<RunningCommand['end']>>;

/** Package managers, and an older Node, installed into a folder: nothing of the system is used or changed. */
export interface Tools {
  readonly node20: string;
  readonly managers: Readonly<Record<ManagerName, Manager>>;
}

/** A package manager, called as a user of the packages would. */
interface Manager {
  /** Adds packages to the project in a folder. */
  add(folder: string, packages: readonly string[]): Promise<Outcome>;
}

type ManagerName = 'npm' | 'pnpm' | 'yarn';

/**
 * Installs the tools from npm's registry.
 *
 * @param registry address of the registry that the managers ask for packages of the scope `@hitmark`
 */
export async function installTools(folder: string, registry: string): Promise<Tools> {
  makeProject(folder);
  const versions = ['npm@11.21.2', 'pnpm@10.34.8', '@yarnpkg/cli-dist@4.18.1', 'node@20.20.2'];
  const installed = await start('npm', folder, ['install', ...versions]).end();
  if (installed.status !== 0)
    throw new Error(`npm could not install the tools: ${installed.stdout}${installed.stderr}`);
  const modules = join(folder, 'node_modules');
  const call =
    (program: string, ...command: readonly string[]) =>
    (project: string, packages: readonly string[]) =>
      start(process.execPath, project, [join(modules, program), ...command, ...packages]).end();
  const npmrc = `@hitmark:registry=${registry}\n`;
  return {
    node20: join(modules, 'node/bin/node'),
    managers: {
      npm: configured('.npmrc', npmrc, call('npm/bin/npm-cli.js', 'install')),
      pnpm: configured('.npmrc', npmrc, call('pnpm/bin/pnpm.cjs', 'add')),
      yarn: configured(
        '.yarnrc.yml',
        `nodeLinker: node-modules
enableGlobalCache: true
enableTelemetry: false
unsafeHttpWhitelist: ['127.0.0.1']
npmScopes: { hitmark: { npmRegistryServer: '${registry}' } }
`,
        call('@yarnpkg/cli-dist/bin/yarn.js', 'add'),
      ),
    },
  };
}

function configured(file: string, text: string, add: Manager['add']): Manager {
  return {
    add(folder, packages) {
      makeProject(folder);
      writeFileSync(join(folder, file), text);
      // Without it yarn looks for a workspace above.
      if (file.startsWith('.yarnrc')) writeFileSync(join(folder, 'yarn.lock'), '');
      return add(folder, packages);
    },
  };
}

/** Makes an empty project of ES modules. */
export function makeProject(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'user-project', private: true, type: 'module' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

/** Starts a program in a folder, with nothing of the workspace in its environment. */
export function start(
  program: string,
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): RunningCommand {
  const node = isAbsolute(program) ? program : process.execPath;
  const env = { ...environmentOutside(dirname(node)), ...more };
  // A group of its own, as a terminal makes one: what ends npm ends what npm has started.
  const detached = true;
  return watch(
    spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached }),
  );
}

/** Presses Ctrl-C: the signal goes to all of the group. Answers what they have left behind. */
export function pressCtrlC(running: RunningCommand): Promise<Outcome> {
  const { pid } = running.process;
  if (pid !== undefined) process.kill(-pid, 'SIGINT');
  return running.end();
}

/** The environment without this workspace: its programs, and what pnpm tells its scripts. */
function environmentOutside(...first: readonly string[]): NodeJS.ProcessEnv {
  const path = (process.env['PATH'] ?? '').split(delimiter);
  const ofScripts = /^(npm_|pnpm_|NODE_(PATH|OPTIONS|COMPILE_CACHE|ENV)$|VITEST)/i;
  const own = Object.entries(cleanEnvironment()).filter(([name]) => !ofScripts.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: [...first, ...path.filter((place) => !place.includes('node_modules'))].join(delimiter),
  };
}

/** The manifest of a package that a project has installed. */
export function installedManifest(project: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'));
}
