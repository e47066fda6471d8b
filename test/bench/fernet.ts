// Encrypted click links per second, ours beside pytracking's in one run: `node test/bench/fernet.ts`
// after `pnpm build`. PYTHON names the Python that has pytracking (default python3).
import { getClickTrackingResult, getClickTrackingUrl } from '@hitmark/codec/pytracking';
import { measurePytracking } from '../measure/pytracking.ts';
import { best, faster, perSecond } from '../measure/speed.ts';

const turns = 5;

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

// In turns, and of each the fastest round: so that other processes disturb both alike, and little.
let ours = [0, 0];
let theirs = [0, 0];
for (let turn = 0; turn < turns; turn++) {
  ours = faster(ours, [
    best(() => getClickTrackingUrl(url, metadata, config)),
    best(() => getClickTrackingResult(link, config)),
  ]);
  theirs = faster(theirs, measurePytracking(url, metadata, { base, webhook, key, link }));
}

['encode', 'decode'].forEach((name, index) => {
  const [our, their] = [ours[index] ?? 0, theirs[index] ?? 0];
  const beside = their ? `pytracking ${perSecond(their)}   ${(our / their).toFixed(1)} x` : '';
  console.log(`${name}   hitmark ${perSecond(our)}   ${beside}`);
});
if (!theirs[0]) console.log('pytracking is not installed: ours alone');
