import { readFileSync, statSync, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Reader, type CountryResponse } from 'maxmind';
import { ConfigurationError } from '../configuration/index.ts';
import type { Log } from '../log.ts';
import { parseAddress } from '../pipeline/request/address.ts';

/** Countries of addresses, by the operator's own file. */
export interface Countries {
  /** ISO 3166-1 code of the country of a whole address; null: not known. */
  countryOf(address: string): string | null;
  /** Reads the file again if it has changed. Never rejects: until it can be read, the old one serves. */
  refresh(): Promise<void>;
}

/**
 * Reads a MaxMind file (GeoLite2 or GeoIP2 Country or City, or another with `country.iso_code`), whole:
 * looking up takes some 2 µs and no disk.
 *
 * @throws ConfigurationError where it can't be read
 */
export function openCountries(file: string, log: Log): Countries {
  let { reader, version } = readNow(file);

  return {
    countryOf(address) {
      const parsed = parseAddress(address);
      return parsed === null ? null : countryIn(reader.get(parsed.toString()));
    },
    async refresh() {
      try {
        const now = versionOf(await stat(file));
        if (now === version) return;
        reader = new Reader<CountryResponse>(await readFile(file));
        version = now;
        log.info({ event: 'countries-read', file }, 'the file of countries has changed');
      } catch (error) {
        log.error({ event: 'countries-unreadable', file, err: error }, 'countries are as before');
      }
    },
  };
}

/** Interval at which the file is looked at, in ms: operators replace it some times a week. */
const intervalMs = 60_000;

/** The countries of a collector, read again whenever the file changes; none without a file. */
export function startCountries(
  file: string | null,
  log: Log,
): Pick<Countries, 'countryOf'> & { close(): void } {
  if (file === null) return { countryOf: () => null, close: () => {} };
  const countries = openCountries(file, log);
  const timer = setInterval(() => void countries.refresh(), intervalMs).unref();
  return {
    countryOf: (address) => countries.countryOf(address),
    close: () => clearInterval(timer),
  };
}

function readNow(file: string) {
  try {
    const version = versionOf(statSync(file));
    return { version, reader: new Reader<CountryResponse>(readFileSync(file)) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([`geo.file: expected a MaxMind file, got ${reason}`], { cause });
  }
}

/**
 * Changes with the file, also where a new one takes its name.
 *
 * @throws where it is no file: to read a pipe would wait for whoever writes to it
 */
function versionOf(found: Stats): string {
  if (!found.isFile()) throw new Error('something that is no file');
  const { ino, size, mtimeMs } = found;
  return [ino, size, mtimeMs].join();
}

/** Country of a file's record. A file may hold anything: only what looks like a code is one. */
function countryIn(found: CountryResponse | null): string | null {
  const code: unknown = found?.country?.iso_code;
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : null;
}
