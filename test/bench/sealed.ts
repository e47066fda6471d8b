// Sealed click links per second on Node and as in a browser, beside pytracking's encrypted ones, in one
// run: `node test/bench/sealed.ts` after `pnpm build`. PYTHON names the Python that has pytracking.
import * as onNode from '@hitmark/codec';
import { getClickTrackingUrl } from '@hitmark/codec/pytracking';
import { bundleForBrowsers } from '../bundle-for-browsers.ts';
import { measurePytracking } from '../measure/pytracking.ts';
import { best, faster, perSecond } from '../measure/speed.ts';

const turns = 3;

const url = 'https://shop.example.com/products/red-shoes-42?utm_source=newsletter&utm_id=2026-11';
const metadata = { customer_id: 1, transaction_id: '28fb874a-66a6-4d9a-94c8-c7ddd377441d' };
const base = 'https://t.example.com/c/';
const webhook = 'https://hooks.example.com/v1/events?key=abc';
const fernetKey = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';
const options = { clickUrl: base, webhookUrl: webhook, keys: onNode.generateKey('k1') };

const encrypted = getClickTrackingUrl(url, metadata, {
  baseClickTrackingUrl: base,
  webhookUrl: webhook,
  includeWebhookUrl: true,
  encryptionKey: fernetKey,
});
const code = await bundleForBrowsers('@hitmark/codec');
const elsewhere = (await import(
  `data:text/javascript,${encodeURIComponent(code)}`
)) as typeof onNode;

// In turns, and of each the fastest round: so that other processes disturb all alike, and little.
let [node, portable, python] = [
  [0, 0],
  [0, 0],
  [0, 0],
];
for (let turn = 0; turn < turns; turn++) {
  node = faster(node, measure(onNode.createLinks(options)));
  portable = faster(portable, measure(elsewhere.createLinks(options)));
  const input = { base, webhook, key: fernetKey, link: encrypted };
  python = faster(python, measurePytracking(url, metadata, input));
}

['seal', 'read'].forEach((name, index) => {
  const [here = 0, there = 0, theirs = 0] = [node[index], portable[index], python[index]];
  const ratio = `${(here / there).toFixed(1)} x`;
  const beside = theirs
    ? `   pytracking (Fernet) ${perSecond(theirs)}   ${(here / theirs).toFixed(1)} x`
    : '';
  console.log(
    `${name}   Node ${perSecond(here)}   portable ${perSecond(there)}   ${ratio}${beside}`,
  );
});
if (!python[0]) console.log('pytracking is not installed: ours alone');

function measure(links: onNode.Links): readonly number[] {
  const link = links.click(url, metadata);
  return [best(() => links.click(url, metadata)), best(() => links.read(link, { kind: 'click' }))];
}
