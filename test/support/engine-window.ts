import { openBrowser as openChromium } from './chromium.ts';
import { findFirefox, openFirefox } from './firefox.ts';
import { openWebKit } from './webkit.ts';

/** A window of a browser, as far as every engine's driver lets tests use it. */
export interface EngineWindow {
  open(url: string): Promise<void>;
  /** Runs the body of a function in the page, and returns its result. */
  run(body: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Presses a key and lets it go. */
  press(key: 'Tab' | 'Enter'): Promise<void>;
  close(): Promise<void>;
}

/** Opens a window of the engine that HITMARK_ENGINE names, which a project of vitest sets. */
export async function openEngineWindow(): Promise<EngineWindow> {
  const engine = process.env['HITMARK_ENGINE'] ?? 'chromium';
  return engine === 'webkit' ? openWebKit() : openPlaywright(engine === 'firefox');
}

async function openPlaywright(isFirefox: boolean): Promise<EngineWindow> {
  const path = isFirefox ? findFirefox() : null;
  if (isFirefox && path === null) throw new Error('no Firefox: install firefox-esr');
  const chromium = path === null ? await openChromium() : null;
  const firefox = path === null ? null : await openFirefox(path);
  const context = await (chromium?.newContext() ?? firefox?.newContext());
  if (context === undefined) throw new Error('no browser could be opened');
  const page = await context.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    run: (body, ...args) =>
      page.evaluate(`(function () { ${body} }).apply(null, ${JSON.stringify(args)})`),
    press: (key) => page.keyboard.press(key),
    async close() {
      await chromium?.close();
      await firefox?.close();
    },
  };
}
