import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { csvLine } from '../../src/text/index.ts';

const isThere = (process.env['PATH'] ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'soffice')));

const hostile = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1;1)',
  ' =1+1',
  '"=1+1',
  '""=1+1',
  '＝1+1',
  'a;=1+1',
  'a,=1+1',
  '\t=1+1',
  '\r=1+1',
  'a\n=1+1',
  '=HYPERLINK("http://127.0.0.1/";"a")',
  "='file:///etc/passwd'#$passwd.A1",
];

/** Ways in which a reader may cut lines: at commas, and at semicolons as in half of the world. */
const filters = { commas: 'CSV:44,34,76,1', semicolons: 'CSV:59,34,76,1' };

/** Opens CSV in LibreOffice; returns its sheet as XML, in which formulas stand as such. */
async function openInOffice(csv: string, filter: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-office-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'sheet.csv'), csv);
  await promisify(execFile)('soffice', [
    '--headless',
    `-env:UserInstallation=file://${folder}/profile`,
    `--infilter=${filter}`,
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    join(folder, 'sheet.csv'),
  ]);
  return readFileSync(join(folder, 'sheet.fods'), 'utf8');
}

// It does not run where there is no LibreOffice (apt install libreoffice-calc-nogui).
describe.runIf(isThere)('CSV in LibreOffice', () => {
  it.each(Object.entries(filters))('has no formula, cut at %s', async (_name, filter) => {
    const csv =
      csvLine(['a', 'b', 'c']) + hostile.map((text) => csvLine(['x', text, -3.5])).join('');
    const sheet = await openInOffice(csv, filter);
    expect(sheet).toContain('HYPERLINK');
    expect(sheet).not.toContain('table:formula');
  });

  it('would have formulas, were it not made safe', async () => {
    const unsafe = hostile.map((text) => `"x","${text.replaceAll('"', '""')}"\r\n`).join('');
    expect(await openInOffice(unsafe, filters.commas)).toContain('table:formula');
  });
});
