import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { pageViews, requestHeads, type PageView } from './page-views.ts';

/** Results of one round of load. */
export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were no 2xx, and connections that failed. */
  readonly failures: number;
}

/** Sends page views as pixels over a number of connections, for some seconds; no two are alike. */
export type Load = (url: string, connections: number, seconds: number) => Promise<Measured>;

/** The fastest load generator there is: on few cores a slow one measures itself. */
export function findLoad(): { readonly name: string; readonly load: Load } {
  const { status } = spawnSync('wrk', ['-v'], { stdio: 'ignore' });
  return status === null
    ? { name: 'autocannon (wrk is not installed, and disturbs less)', load: withAutocannon }
    : { name: 'wrk', load: withWrk };
}

let round = 0;

async function withWrk(url: string, connections: number, seconds: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-wrk-'));
  const script = join(folder, 'page-views.lua');
  writeFileSync(script, wrkScript((round += 1)));
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url];
  const output = execFileSync('wrk', args, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return JSON.parse(output.slice(output.indexOf('{'))) as Measured;
}

function wrkScript(seed: number): string {
  const list = (texts: readonly string[]): string =>
    `{${texts.map((text) => JSON.stringify(text)).join(',\n')}}`;
  return `
local rests = ${list(pageViews.map(({ query }) => query))}
local heads = ${list(requestHeads)}
local count = 0
local time = ${Date.now()}

function request()
  count = count + 1
  return 'GET /pixel.gif?r=${seed.toString(36)}x' .. string.format('%x', count) .. '&t=' ..
    (time + math.floor(count / 10)) .. '&' .. rests[count % #rests + 1] .. ' HTTP/1.1\\r\\n' ..
    heads[count % #heads + 1]
end

function done(summary, latency)
  local seconds = summary.duration / 1000000
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"perSecond":%f,"p50Ms":%f,"p99Ms":%f,"failures":%d}',
    summary.requests, summary.requests / seconds,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
`;
}

async function withAutocannon(
  url: string,
  connections: number,
  duration: number,
): Promise<Measured> {
  const seed = (round += 1).toString(36);
  let count = 0;
  const next = (request: autocannon.Request): autocannon.Request => {
    count += 1;
    const { query, headers } = pageViews[count % pageViews.length] as PageView;
    const path = `/pixel.gif?r=${seed}x${count}&t=${Date.now()}&${query}`;
    return { ...request, path, headers };
  };
  const result = await autocannon({
    url,
    connections,
    duration,
    requests: [{ setupRequest: next }],
  });
  return {
    requests: result.requests.total,
    perSecond: result.requests.total / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors,
  };
}
