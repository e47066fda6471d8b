import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from '../command.ts';

/** A copy of this machine's file system that is thrown away, in a network of its own. */
export interface Machine {
  /**
   * Runs lines of a shell in it.
   *
   * @param folder where
   * @param reaches network that the lines may reach: `machine` is the copy alone, `world` also the network outside
   */
  run(
    lines: string,
    folder: string,
    reaches: 'machine' | 'world',
  ): { readonly status: number | null; readonly stdout: string; readonly output: string };
  /** Ends every process in it, and throws it away. */
  close(): Promise<void>;
}

/** Tells whether such a copy can be made: as root, by Linux's own means. */
export function canMakeMachine(folder: string): boolean {
  if (process.getuid?.() !== 0) return false;
  mkdirSync(folder, { recursive: true });
  const lines = `mount -t tmpfs none ${folder} && cd ${folder} && mkdir u w m && ${overlay('.')}`;
  const args = ['--mount', '--net', '--propagation', 'private', 'sh', '-c', lines];
  return spawnSync('unshare', args, { stdio: 'ignore' }).status === 0;
}

function overlay(folder: string): string {
  return `mount -t overlay overlay -o lowerdir=/,upperdir=${folder}/u,workdir=${folder}/w ${folder}/m`;
}

/**
 * Starts a machine.
 *
 * @param folder an empty folder
 * @param shown folders of the real machine that are there as well, under their own names
 */
export async function startMachine(folder: string, shown: readonly string[]): Promise<Machine> {
  mkdirSync(folder, { recursive: true });
  const root = join(folder, 'm');
  const binds = ['/proc', '/dev', '/sys', ...shown].map(
    (path) => `mkdir -p ${root}${path} && mount --rbind ${path} ${root}${path}`,
  );
  // A container has these two as mounts of their own, which a copy does not hold.
  const names = ['resolv.conf', 'hosts'].map((name) => `cp /etc/${name} ${root}/etc/${name}`);
  const holder = await hold(
    ['unshare', '--mount', '--propagation', 'private'],
    [
      `mount -t tmpfs none ${folder}`,
      `cd ${folder} && mkdir u w m`,
      overlay(folder),
      ...binds,
      ...names,
    ],
  );
  const inside = `--target=${holder.pid}`;
  // Its processes are numbered anew, so that /proc is mounted anew, for them alone.
  const network = await hold(
    `nsenter ${inside} --mount unshare --mount --net --pid --fork --kill-child`.split(' '),
    [`mount -t proc proc ${root}/proc`, 'ip link set lo up'],
  );
  const child = spawnSync('pgrep', ['--parent', String(network.pid)], { encoding: 'utf8' });
  const served = `--target=${child.stdout.trim()}`;

  return {
    run(lines, at, reaches) {
      const enter =
        reaches === 'world' ? [inside, '--mount'] : [served, '--mount', '--net', '--pid'];
      const shell = ['chroot', root, 'bash', '-c', `cd ${at}\n${lines}`];
      const { status, stdout, stderr } = spawnSync('nsenter', [...enter, ...shell], {
        env: cleanEnvironment(),
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        timeout: 600_000,
      });
      return { status, stdout, output: stdout + stderr };
    },
    async close() {
      for (const process of [network, holder]) {
        process.stdin?.end();
        // What it has started goes with it: `--kill-child`, and the end of its numbers of processes.
        process.kill('SIGKILL');
        if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
      }
    },
  };
}

/** Starts a shell that stays until its input ends; resolves once its lines are done. */
async function hold(program: readonly string[], lines: readonly string[]): Promise<ChildProcess> {
  const [command = '', ...args] = program;
  const shell = ['sh', '-e', '-c', [...lines, 'echo ready', 'cat'].join('\n')];
  const child = spawn(command, [...args, ...shell], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [text] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  if (!String(text).includes('ready'))
    throw new Error(`the machine did not start: ${lines.join('; ')}`);
  return child;
}
