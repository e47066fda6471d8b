/** Seconds of processor time that this thread takes: on a busy machine they are as few as ever. */
export function processorSeconds(run: () => void): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000_000;
}
