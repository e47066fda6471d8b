import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Path of the command `hitmark`. */
export const commandPath = fileURLToPath(
  new URL('../../packages/collector/bin/hitmark.js', import.meta.url),
);

/** Result of a run of the command. */
interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the command `hitmark` that is under way. */
export interface RunningCommand {
  readonly process: ChildProcess;
  /** Waits until stdout or stderr match, and returns the match. */
  output(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Waits for the end. */
  end(): Promise<Finished>;
}

/** Starts `hitmark` in a process of its own; the environment's own HITMARK_ variables do not reach it. */
export function startCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder?: string,
  input = '',
): RunningCommand {
  const child = spawn(process.execPath, [commandPath, ...args], {
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  child.stdin.end(input);
  return watch(child);
}

/** The environment without what would configure a collector. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter(([name]) => !/^(HITMARK_.*|PORT)$/.test(name)));
}

/** Follows a process's output. */
export function watch(child: ChildProcess): RunningCommand {
  let stdout = '';
  let stderr = '';
  const ended = once(child, 'close');
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((look) => look());
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    wake();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    wake();
  });
  child.once('close', wake);

  return {
    process: child,
    output: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = stdout.match(pattern) ?? stderr.match(pattern);
          if (match === null && child.exitCode === null && child.signalCode === null) return;
          waiting.delete(look);
          if (match !== null) resolve(match);
          else reject(new Error(`ended without ${String(pattern)}:\n${stdout}${stderr}`));
        };
        waiting.add(look);
        look();
      }),
    async end() {
      await ended;
      return { status: child.exitCode, stdout, stderr };
    },
  };
}

/** Starts `hitmark serve` on a free port, and returns its address. */
export async function startServe(
  data: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningCommand & { readonly url: string }> {
  const running = startCommand(['serve', '--port', '0', '--data', data, ...args], environment);
  const [, url = ''] = await running.output(/"url":"([^"]+)"/);
  return { ...running, url };
}
