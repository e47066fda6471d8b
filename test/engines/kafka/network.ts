import { spawnSync } from 'node:child_process';

/** A network of its own for a collector, with one line to the brokers and one to its clients. */
export interface Network {
  /** Address that brokers listen on. */
  readonly brokerHost: string;
  /** Address that the collector listens on. */
  readonly collectorHost: string;
  /** Runs a command inside. */
  readonly prefix: readonly string[];
  /** Cuts the line to the brokers: what they answer vanishes, so that they may have what nobody is told of. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** Tells whether network namespaces can be made here: as root, with iproute2. */
export function canCreateNetwork(): boolean {
  if (process.getuid?.() !== 0) return false;
  const name = `hm-try-${process.pid}`;
  const isMade = tryIp('netns', 'add', name) && tryIp('netns', 'exec', name, 'true');
  tryIp('netns', 'del', name);
  return isMade;
}

/** Makes a network namespace with two lines to this one. */
export function createNetwork(): Network {
  const id = process.pid % 10_000;
  const space = `hm-${id}`;
  // Two networks of four addresses, of the range for documentation and tests (RFC 2544).
  const lines = [
    { outer: `hmb${id}`, inner: `hmB${id}`, outside: '198.18.77.1', inside: '198.18.77.2' },
    { outer: `hmc${id}`, inner: `hmC${id}`, outside: '198.18.77.5', inside: '198.18.77.6' },
  ] as const;
  ip('netns', 'add', space);
  ip('-n', space, 'link', 'set', 'lo', 'up');
  for (const { outer, inner, outside, inside } of lines) {
    ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner, 'netns', space);
    ip('addr', 'add', `${outside}/30`, 'dev', outer);
    ip('link', 'set', outer, 'up');
    ip('-n', space, 'addr', 'add', `${inside}/30`, 'dev', inner);
    ip('-n', space, 'link', 'set', inner, 'up');
  }
  const [brokers, clients] = lines;
  const wayBack = ['blackhole', `${brokers.inside}/32`] as const;
  return {
    brokerHost: brokers.outside,
    collectorHost: clients.inside,
    prefix: ['ip', 'netns', 'exec', space],
    cut: () => ip('route', 'add', ...wayBack),
    mend: () => ip('route', 'del', ...wayBack),
    close() {
      tryIp('route', 'del', ...wayBack);
      for (const { outer } of lines) tryIp('link', 'del', outer);
      tryIp('netns', 'del', space);
    },
  };
}

function ip(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')} failed: ${stderr}`);
}

function tryIp(...args: readonly string[]): boolean {
  return spawnSync('ip', args, { stdio: 'ignore' }).status === 0;
}
