// Where parse5 finds links, the scanner does, in 100,000 mutated documents and more:
// `pnpm bench email-scan [documents] [seed of the first]`, such as `pnpm bench email-scan 100000 7000000`
// for others.
import { emails } from '../../packages/email/test/support/emails.ts';
import { mutate } from '../../packages/email/test/support/mutate.ts';
import { ourLinks } from '../../packages/email/test/support/our-links.ts';
import { parse5Links } from '../../packages/email/test/support/parse5-links.ts';

const [documents = 100_000, first = 0] = process.argv.slice(2).map(Number);
const seeds = [...emails.values()];
let links = 0;
let differing = 0;

for (let number = first; number < first + documents; number++) {
  const html = mutate(seeds, number);
  const ours = ourLinks(html);
  links += ours.length;
  if (JSON.stringify(ours) === JSON.stringify(parse5Links(html))) continue;
  differing += 1;
  console.log(`document ${number}: ${JSON.stringify(html)}`);
}
console.log(`${documents} documents, ${links} links, ${differing} documents differ`);
if (differing > 0) process.exitCode = 1;
