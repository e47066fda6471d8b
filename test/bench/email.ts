// Emails in one run: `node test/bench/email.ts` after `pnpm build`. Reads the emails of a folder given as
// an argument (default ../shared/vectors/emails, or our own where that is missing).
// PYTHON names the Python that has pytracking and lxml (default: the first python3 that does).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createLinks, generateKey, type Links } from '@hitmark/codec';
import { compileEmail, rewriteHtml, scanHtml, type CompiledEmail } from '@hitmark/email';
import { adaptHtml } from '@hitmark/email/pytracking';
import { findPython } from '../measure/find-python.ts';

const turns = 5;
/** Rounds of a turn, each of a few milliseconds: longer ones would more often be disturbed by other processes. */
const rounds = 20;

const shared = new URL('../../../shared/vectors/emails/', import.meta.url).pathname;
const own = new URL('../../packages/email/test/corpus/', import.meta.url).pathname;
const folder = process.argv[2] ?? (existsSync(shared) ? shared : own);
const files = readdirSync(folder).filter((name) => name.endsWith('.html'));
const emails = files.map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
const megabytes = emails.reduce((sum, html) => sum + Buffer.byteLength(html), 0) / 1e6;

const bases = { openUrl: 'https://t.example.com/o/', clickUrl: 'https://t.example.com/c/' };
const sealed = createLinks({ ...bases, keys: [generateKey('k1')] });
const plain = createLinks({ ...bases, format: 'pytracking' });
const config = { baseOpenTrackingUrl: bases.openUrl, baseClickTrackingUrl: bases.clickUrl };

/** Number of the recipient: another one each time, as in a mailing. */
let customer = 0;
const metadataOf = () => ({
  customer_id: (customer += 1),
  transaction_id: '28fb874a-66a6-4d9a-94c8-c7ddd377441d',
});

/** Copies of the emails, each with links of its own: more of them than the caches of links hold. */
const others = Array.from({ length: 40 }, (_, number) =>
  emails.map((html) => html.replaceAll(/(https?:\/\/[\w.-]+)/g, `$1/${number}`)),
);
let turnOfOthers = 0;
const nextOthers = () => others[(turnOfOthers += 1) % others.length] ?? [];

const python = findPython();
console.log(`${emails.length} emails, ${megabytes.toFixed(2)} MB`);
console.log(
  python.path === undefined ? `ours alone: ${python.reason}` : `beside ${python.versions}`,
);

const letter = `<!doctype html><html><body>${Array.from(
  { length: 10 },
  (_, index) =>
    `<p>Dear {{name}}, <a href="https://shop.example.com/products/${index}?id=2026-11">look</a></p>`,
).join('\n')}</body></html>`;
const compiled = {
  sealed: compileEmail(letter, { links: sealed }),
  plain: compileEmail(letter, { links: plain }),
};

/** Measured functions: the name, the calls in a round, and the call. */
const measures: readonly (readonly [name: string, times: number, run: () => unknown])[] = [
  ['scan', 4, () => emails.forEach((html) => scanHtml(html))],
  ['rewrite, new links, sealed', 2, () => nextOthers().forEach(rewriteWith(sealed))],
  ['rewrite, same links, sealed', 2, () => emails.forEach(rewriteWith(sealed))],
  ['rewrite, plain tokens', 2, () => emails.forEach(rewriteWith(plain))],
  ['adaptHtml', 2, () => emails.forEach((html) => adaptHtml(html, metadataOf(), config))],
  ['render, sealed links', 50, () => render(compiled.sealed)],
  ['render, plain tokens', 200, () => render(compiled.plain)],
];

// In turns, and of each the fastest round: so that other processes disturb all alike, and little.
let ours = measures.map(() => 0);
const theirs = { plain: 0, encrypted: 0 };
for (let turn = 0; turn < turns; turn++) {
  ours = ours.map((rate, index) => Math.max(rate, best(measures[index]!)));
  const measured = measurePytracking();
  theirs.plain = Math.max(theirs.plain, measured.plain);
  theirs.encrypted = Math.max(theirs.encrypted, measured.encrypted);
}

measures.forEach(([name], index) => {
  const rate = ours[index]!;
  if (name === 'scan') print(name, `${Math.round(megabytes * rate)} MB/s`);
  else if (name.startsWith('render')) print(name, `${perSecond(rate)} recipients, 10 links each`);
  else
    print(name, `${perSecond(rate * emails.length)} emails${beside(name, rate * emails.length)}`);
});
if (python.path !== undefined) {
  print('adapt_html, plain links', `${perSecond(theirs.plain)} emails`);
  print('adapt_html, encrypted links', `${perSecond(theirs.encrypted)} emails`);
}

function rewriteWith(links: Links): (html: string) => unknown {
  return (html) => rewriteHtml(html, { links, metadata: metadataOf() });
}

function render(email: CompiledEmail): unknown {
  customer += 1;
  const metadata = { id: customer, list: 'autumn' };
  return email.render({ metadata, values: { name: `N${customer}` } });
}

/** Sealed links beside pytracking's encrypted ones (Fernet), and beside its plain ones. */
function beside(name: string, rate: number): string {
  if (python.path === undefined) return '';
  const toPlain = `${(rate / theirs.plain).toFixed(1)} x pytracking's adapt_html`;
  if (!name.includes('sealed')) return `   ${toPlain}`;
  return `   ${toPlain}, ${(rate / theirs.encrypted).toFixed(1)} x with encrypted links`;
}

function print(name: string, figure: string): void {
  console.log(name.padEnd(28) + figure.padStart(12));
}

/** Runs per second in the fastest round. */
function best([, times, run]: (typeof measures)[number]): number {
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let index = 0; index < times; index++) run();
    return (performance.now() - start) / 1000;
  });
  return times / Math.min(...seconds);
}

/** Emails per second; 0 where pytracking or lxml is missing. */
function measurePytracking(): typeof theirs {
  if (python.path === undefined) return { plain: 0, encrypted: 0 };
  const script = `
import json, sys, time
from cryptography.fernet import Fernet
from pytracking import Configuration
from pytracking.html import adapt_html
emails, metadata, rounds, open_url, click_url = json.load(sys.stdin)
def rate(key):
    config = Configuration(
        base_open_tracking_url=open_url,
        base_click_tracking_url=click_url,
        encryption_bytestring_key=key,
    )
    def once():
        start = time.perf_counter()
        for html in emails:
            adapt_html(html, metadata, configuration=config)
        return time.perf_counter() - start
    return len(emails) / min(once() for _ in range(rounds))
print(json.dumps({"plain": rate(None), "encrypted": rate(Fernet.generate_key())}))
`;
  const input = JSON.stringify([emails, metadataOf(), rounds, bases.openUrl, bases.clickUrl]);
  const { status, stdout, stderr } = spawnSync(python.path, ['-c', script], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as typeof theirs;
}

function perSecond(count: number): string {
  return `${Math.round(count).toLocaleString('en')}/s`.padStart(12);
}
