import { spawnSync } from 'node:child_process';
import { findPython } from './find-python.ts';
import { runsPerRound } from './speed.ts';

const python = `
import json, sys, time
import pytracking
url, metadata, base, webhook, key, link, links = json.loads(sys.argv[1])
config = pytracking.Configuration(base_click_tracking_url=base, webhook_url=webhook,
    include_webhook_url=True, encryption_bytestring_key=key)
def best(run):
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(links): run()
        seconds.append(time.perf_counter() - start)
    return links / min(seconds)
print(json.dumps([
    best(lambda: pytracking.get_click_tracking_url(url, metadata, configuration=config)),
    best(lambda: pytracking.get_click_tracking_result(link, configuration=config))]))
`;

const { path } = findPython();

/**
 * Encrypted click links that pytracking makes and reads per second; empty where Python or pytracking
 * is missing. PYTHON names the Python that has it (default: the first python3 that does).
 */
export function measurePytracking(
  url: string,
  metadata: unknown,
  { base, webhook, key, link }: Record<'base' | 'webhook' | 'key' | 'link', string>,
): readonly number[] {
  if (path === undefined) return [];
  const input = JSON.stringify([url, metadata, base, webhook, key, link, runsPerRound]);
  const { status, stdout, stderr } = spawnSync(path, ['-c', python, input], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly number[];
}
