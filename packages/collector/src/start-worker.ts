import { Worker } from 'node:worker_threads';

/**
 * Address of a thread's script.
 *
 * @param name path of the script without its extension, such as `writer-thread`
 * @param beside address that the path is relative to: `import.meta.url` of the caller
 */
export function threadScript(name: string, beside: string): URL {
  return new URL(`./${name}.${extensionOf(beside)}`, beside);
}

/**
 * Starts a thread. Flags that the program was started with, such as `--input-type`, are not for its script; a script in
 * the source imports the source of other packages.
 */
export function startWorker(script: URL, workerData: unknown): Worker {
  const execArgv = extensionOf(script.href) === 'ts' ? ['--conditions=@hitmark/source'] : [];
  return new Worker(script, { workerData, execArgv });
}

/** A script is a .ts in the source and a .js in what is built, like all beside it. */
function extensionOf(address: string): 'ts' | 'js' {
  return address.endsWith('.ts') ? 'ts' : 'js';
}
