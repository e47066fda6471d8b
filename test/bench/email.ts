// Emails in one run: `node test/bench/email.ts` after `pnpm build`. Reads the emails of a folder given as
// an argument (default ../shared/vectors/emails, or our own small ones where that is missing).
// PYTHON names the Python that has pytracking and lxml (default python3).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createLinks, generateKey } from '@hitmark/codec';
import { compileEmail, rewriteHtml, scanHtml, type EmailOptions } from '@hitmark/email';
import { adaptHtml } from '@hitmark/email/pytracking';

const rounds = 7;

const shared = new URL('../../../shared/vectors/emails/', import.meta.url).pathname;
const own = new URL('../../packages/email/test/emails/', import.meta.url).pathname;
const folder = process.argv[2] ?? (existsSync(shared) ? shared : own);
const files = readdirSync(folder).filter((name) => name.endsWith('.html'));
const emails = files.map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
const megabytes = emails.reduce((sum, html) => sum + Buffer.byteLength(html), 0) / 1e6;

const bases = { openUrl: 'https://t.example.com/o/', clickUrl: 'https://t.example.com/c/' };
const sealed = createLinks({ ...bases, keys: [generateKey('k1')] });
const plain = createLinks({ ...bases, format: 'pytracking' });
const config = { baseOpenTrackingUrl: bases.openUrl, baseClickTrackingUrl: bases.clickUrl };
const metadata = { customer_id: 1, transaction_id: '28fb874a-66a6-4d9a-94c8-c7ddd377441d' };

console.log(`${emails.length} emails, ${megabytes.toFixed(2)} MB`);

const scanning = best(40, () => emails.forEach((html) => scanHtml(html)));
console.log(`scan      ${(megabytes * scanning).toFixed(0).padStart(8)} MB/s`);

const theirs = measurePytracking();
report('rewrite, sealed links', (html) => rewriteHtml(html, { links: sealed, metadata }));
report('rewrite, plain tokens', (html) => rewriteHtml(html, { links: plain, metadata }));
report('adaptHtml', (html) => adaptHtml(html, metadata, config));
if (theirs === null) console.log('pytracking and lxml are not installed: ours alone');
else console.log(`adapt_html of pytracking      ${perSecond(theirs)}`);

const letter = `<!doctype html><html><body>${Array.from(
  { length: 10 },
  (_, index) =>
    `<p>Dear {{name}}, <a href="https://shop.example.com/products/${index}?id=2026-11">look</a></p>`,
).join('\n')}</body></html>`;
render('render, sealed links', { links: sealed });
render('render, plain tokens', { links: plain });

function report(name: string, rewrite: (html: string) => unknown): void {
  const rate = best(5, () => emails.forEach(rewrite)) * emails.length;
  const times = theirs === null ? '' : `   ${(rate / theirs).toFixed(1)} x pytracking's adapt_html`;
  console.log(`${name.padEnd(26)}${perSecond(rate)} emails${times}`);
}

function render(name: string, options: EmailOptions): void {
  const compiled = compileEmail(letter, options);
  let id = 0;
  const rate = best(2000, () => {
    id += 1;
    return compiled.render({ metadata: { id, list: 'autumn' }, values: { name: `N${id}` } });
  });
  console.log(`${name.padEnd(26)}${perSecond(rate)} recipients, 10 links each`);
}

/** Runs per second in the fastest round: the one that other processes disturbed least. */
function best(times: number, run: () => unknown): number {
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let index = 0; index < times; index++) run();
    return (performance.now() - start) / 1000;
  });
  return times / Math.min(...seconds);
}

function measurePytracking(): number | null {
  const python = `
import json, sys, time
from pytracking import Configuration
from pytracking.html import adapt_html
emails, metadata, rounds, open_url, click_url = json.load(sys.stdin)
config = Configuration(base_open_tracking_url=open_url, base_click_tracking_url=click_url)
def once():
    start = time.perf_counter()
    for html in emails:
        adapt_html(html, metadata, configuration=config)
    return time.perf_counter() - start
print(len(emails) / min(once() for _ in range(rounds)))
`;
  const input = JSON.stringify([emails, metadata, rounds, bases.openUrl, bases.clickUrl]);
  const { status, stdout } = spawnSync(process.env['PYTHON'] ?? 'python3', ['-c', python], {
    input,
    encoding: 'utf8',
  });
  return status === 0 ? Number(stdout) : null;
}

function perSecond(count: number): string {
  return `${Math.round(count).toLocaleString('en')}/s`.padStart(12);
}
