import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser, type Browser, type BrowserOptions } from './browser.ts';
import { makeCertificate, type Certificate } from './server.ts';
import { openTab, startTagWorld, type Tab, type TagWorld } from './tag-world.ts';

/** Requirements of a file of tests. */
interface Needs {
  /** Pages and collector on https, which other sites' cookies need. */
  readonly https?: boolean;
  /** Browsers beside the usual one, by name. */
  readonly browsers?: Readonly<Record<string, BrowserOptions>>;
}

/** A collector, pages and browsers for the tests of one file. What a getter returns is there once they run. */
export interface TagFixture {
  readonly world: TagWorld;
  readonly browser: Browser;
  /** The pages' certificate, where the file asked for https. */
  readonly certificate: Certificate;
  /** One of the browsers that the file asked for. */
  readonly browserOf: (name: string) => Browser;
  /** Opens an address in a new tab of the usual browser and waits until the network is idle. */
  readonly open: (url: string) => Promise<Tab>;
}

/** Starts a world and its browsers before the tests of a file, and closes them after. */
export function useTagWorld({ https = false, browsers = {} }: Needs = {}): TagFixture {
  const opened = new Map<string, Browser>();
  let world: TagWorld | undefined;
  let certificate: Certificate | undefined;

  beforeAll(async () => {
    certificate = https ? await makeCertificate() : undefined;
    world = await startTagWorld(certificate);
    const trust = certificate === undefined ? {} : { certificate: certificate.cert };
    for (const [name, options] of Object.entries({ usual: {}, ...browsers })) {
      opened.set(name, await openBrowser({ ...options, ...trust }));
    }
  });
  afterEach(() => {
    world?.collector.interrupt(null);
  });
  afterAll(async () => {
    for (const browser of opened.values()) await browser.close();
    await world?.close();
  });

  function browserOf(name: string): Browser {
    const browser = opened.get(name);
    if (browser === undefined) throw new Error(`The file asked for no browser named ${name}.`);
    return browser;
  }
  return {
    get world() {
      if (world === undefined) throw new Error('The world starts with the first test.');
      return world;
    },
    get browser() {
      return browserOf('usual');
    },
    get certificate() {
      if (certificate === undefined) throw new Error('The file asked for no https.');
      return certificate;
    },
    browserOf,
    open: (url) => openTab(browserOf('usual').context, url),
  };
}
