import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { findProgram, isExecutable } from './find-program.ts';

/** Names and places of Chromium and its nearest kin. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browser of the tests: CHROMIUM_PATH, else Playwright's own download, else the system's.
 *
 * @throws Error where CHROMIUM_PATH is set and can't be run
 */
export function findChromium(): string | null {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH: expected a browser that can be run, got ${chosen}`);
  }
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return downloaded;
  return findProgram(...names) ?? places.find(isExecutable) ?? null;
}
