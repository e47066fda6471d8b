import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServe, watch, type RunningCommand } from '../support/command.ts';
import { freePort } from '../support/free-port.ts';

/** A server under load, in a process of its own. */
export interface MeasuredServer {
  readonly url: string;
  /** Its data folder, if it is one of ours; there until it is stopped. */
  readonly data: string;
  /** Processor time that it has taken so far, in ms; null where the system does not tell. */
  cpuMs(): number | null;
  stop(): Promise<void>;
}

type Start = (folder: string) => Promise<Pick<MeasuredServer, 'url'> & RunningCommand>;

/** Servers that are compared, by name. */
export const servers = {
  'nginx empty_gif, access log': inFolder(startNginx),
  'bare node:http': inFolder(() => startScript('bare-http')),
  'hitmark serve': inFolder(startServe),
  'hitmark serve, no fast path': inFolder((folder) => startServe(folder, ['--fast-path', 'false'])),
  'hitmark serve, two workers': inFolder((folder) => startServe(folder, ['--workers', '2'])),
  'bare Koa and router': inFolder(() => startScript('bare-koa')),
  'hitmark in Koa': inFolder((folder) => startScript('mounted', [folder])),
} as const;

/** Tells whether nginx can be measured on this machine. */
export function hasNginx(): boolean {
  return spawnSync('nginx', ['-v'], { stdio: 'ignore' }).status === 0;
}

function inFolder(start: Start): () => Promise<MeasuredServer> {
  return async () => {
    const data = mkdtempSync(join(tmpdir(), 'hitmark-bench-'));
    const { url, ...running } = await start(data);
    return {
      url: url.replace('localhost', '127.0.0.1'),
      data,
      cpuMs: () => cpuMs(running.process.pid),
      async stop() {
        running.process.kill('SIGTERM');
        await running.end();
        rmSync(data, { recursive: true });
      },
    };
  };
}

/** Time of a process, its threads and its children, from Linux's proc(5), in ticks of 10 ms. */
function cpuMs(pid = 0): number | null {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = rest.split(' ').slice(11, 13).map(Number);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
    const theirs = children.filter((child) => child !== '').map((child) => cpuMs(Number(child)));
    return theirs.reduce<number>(
      (sum, ms) => sum + (ms ?? 0),
      (Number(user) + Number(system)) * 10,
    );
  } catch {
    return null;
  }
}

async function startScript(name: string, args: readonly string[] = []) {
  const script = fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url));
  return tellsUrl(spawn(process.execPath, [script, ...args]));
}

async function tellsUrl(child: ChildProcess) {
  const running = watch(child);
  const [, url = ''] = await running.output(/"url":"([^"]+)"/);
  return { ...running, url };
}

/** One worker process, as ours is one; buffered as nginx buffers by default: not at all. */
async function startNginx(folder: string) {
  const port = await freePort();
  const configuration = join(folder, 'nginx.conf');
  writeFileSync(
    configuration,
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
     events { worker_connections 1024; }
     http {
       access_log ${folder}/access.log;
       client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
       fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi;
       scgi_temp_path ${folder}/scgi;
       keepalive_requests 1000000000;
       server { listen 127.0.0.1:${port}; location = /pixel.gif { empty_gif; } }
     }`,
  );
  const running = watch(spawn('nginx', ['-p', folder, '-c', configuration]));
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return { ...running, url };
}

async function answers(url: string): Promise<void> {
  const answered = await fetch(url).then(
    () => true,
    () => false,
  );
  if (!answered) await answers(url);
}
