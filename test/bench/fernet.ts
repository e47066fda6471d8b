// Encrypted click links per second, ours beside pytracking's in one run: `node test/bench/fernet.ts`
// after `pnpm build`. PYTHON names the Python that has pytracking (default python3).
import { spawnSync } from 'node:child_process';
import { getClickTrackingResult, getClickTrackingUrl } from '@hitmark/codec/pytracking';

const turns = 5;
const rounds = 3;
const linksPerRound = 20_000;

const url = 'https://shop.example.com/products/red-shoes-42?utm_source=newsletter&utm_id=2026-11';
const metadata = { customer_id: 1, transaction_id: '28fb874a-66a6-4d9a-94c8-c7ddd377441d' };
const base = 'https://t.example.com/c/';
const webhook = 'https://hooks.example.com/v1/events?key=abc';
const key = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';

const config = {
  baseClickTrackingUrl: base,
  webhookUrl: webhook,
  includeWebhookUrl: true,
  encryptionKey: key,
};
const link = getClickTrackingUrl(url, metadata, config);

const python = `
import json, sys, time
import pytracking
url, metadata, base, webhook, key, link, rounds, links = json.loads(sys.argv[1])
config = pytracking.Configuration(base_click_tracking_url=base, webhook_url=webhook,
    include_webhook_url=True, encryption_bytestring_key=key)
def best(run):
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(links): run()
        seconds.append(time.perf_counter() - start)
    return links / min(seconds)
print(json.dumps([
    best(lambda: pytracking.get_click_tracking_url(url, metadata, configuration=config)),
    best(lambda: pytracking.get_click_tracking_result(link, configuration=config))]))
`;

// In turns, and of each the fastest round: so that other processes disturb both alike, and little.
let ours = [0, 0];
let theirs = [0, 0];
for (let turn = 0; turn < turns; turn++) {
  ours = faster(ours, [
    best(() => getClickTrackingUrl(url, metadata, config)),
    best(() => getClickTrackingResult(link, config)),
  ]);
  theirs = faster(theirs, measurePytracking());
}

['encode', 'decode'].forEach((name, index) => {
  const [our, their] = [ours[index] ?? 0, theirs[index] ?? 0];
  const beside = their ? `pytracking ${perSecond(their)}   ${(our / their).toFixed(1)} x` : '';
  console.log(`${name}   hitmark ${perSecond(our)}   ${beside}`);
});
if (!theirs[0]) console.log('pytracking is not installed: ours alone');

/** Links per second of the fastest round. */
function best(run: () => unknown): number {
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let index = 0; index < linksPerRound; index++) run();
    return (performance.now() - start) / 1000;
  });
  return linksPerRound / Math.min(...seconds);
}

function faster(known: readonly number[], measured: readonly number[]): number[] {
  return known.map((speed, index) => Math.max(speed, measured[index] ?? 0));
}

function measurePytracking(): readonly number[] {
  const input = JSON.stringify([url, metadata, base, webhook, key, link, rounds, linksPerRound]);
  const run = spawnSync(process.env['PYTHON'] ?? 'python3', ['-c', python, input], {
    encoding: 'utf8',
  });
  return run.status === 0 ? (JSON.parse(run.stdout) as readonly number[]) : [];
}

function perSecond(count: number): string {
  return `${Math.round(count).toLocaleString('en')}/s`.padStart(10);
}
