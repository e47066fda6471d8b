import { existsSync, readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { startStoreChild } from '../../src/process/store-child.ts';
import { runLength } from '../../src/store/event-run.ts';
import { sampleView } from '../support/sample-view.ts';
import { scratchOptions } from '../support/scratch-store.ts';

const megabyte = 1_000_000;
const pageLength = 8_192;

function eventAt(index: number) {
  const number = String(index).padStart(8, '0');
  return sampleView(index + 1, index / 500, {
    id: `01900000-0000-7000-8000-0000${number}`,
    site: `site ${index % 5}`,
    visitor: `3f6b0000-0000-4000-8000-0000${String(index % 40_000).padStart(8, '0')}`,
    view: `view ${number}`,
    url: `https://www.example.com/section/page-${index % 900}?number=${number}`,
    title: `A page of some length with a title, number ${index % 900}`,
    client: { user_agent: 'Mozilla/5.0 (X11; Linux x86_64) '.repeat(4), country: 'CH' },
  });
}

/**
 * The most memory of its own that a process has had at a time: without the program code of Node and DuckDB, of
 * which some kernels load more than others at once.
 */
function peakBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, peak] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
  const [, file] = /^RssFile:\s+(\d+) kB/m.exec(status) ?? [];
  return (Number(peak) - Number(file)) * 1_024;
}

// The system tells it in /proc, which only Linux has.
it.runIf(existsSync('/proc/self/status'))(
  'takes no more than its limit and 100 MB while it is filled',
  async () => {
    const child = startStoreChild();
    onTestFinished(() => child.kill());
    const options = scratchOptions({ memoryLimit: '256MB' });
    await child.call('open', { options, fresh: false });
    const total = 3 * runLength;
    for (let after = 0; after < total; after += pageLength) {
      const length = Math.min(pageLength, total - after);
      const events = Array.from({ length }, (_none, place) => eventAt(after + place));
      await child.call('append', { after, events, more: true });
    }
    expect(await child.call('status', null)).toMatchObject({ cursor: total, events: total });
    expect(peakBytes(child.pid)).toBeLessThan((256 + 100) * megabyte);
    // It has come near: else this measured nothing.
    expect(peakBytes(child.pid)).toBeGreaterThan(150 * megabyte);
    await child.call('close', null);
  },
);
