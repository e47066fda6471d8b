import { readFileSync, statSync, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Reader, type CountryResponse } from 'maxmind';
import { ConfigurationError } from '../configuration/index.ts';
import type { Log } from '../log.ts';
import { parseAddress } from '../pipeline/request/address.ts';

/** Countries of IP addresses, from the operator's GeoIP database. */
export interface Countries {
  /** Finds the ISO 3166-1 code of an IP address's country; null: not known. The address must not be shortened. */
  countryOf(address: string): string | null;
  /** Reads the file again if it has changed. Never rejects: the previous data stay in use until it can be read. */
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
        log.info({ event: 'countries-read', file }, 'GeoIP database was reloaded');
      } catch (error) {
        log.error(
          { event: 'countries-unreadable', file, err: error },
          'GeoIP database could not be reloaded; keeping the previous one',
        );
      }
    },
  };
}

/** Interval at which the file is checked for changes, in ms: operators replace it a few times a week. */
const intervalMs = 60_000;

/** Starts to look up countries, and to reload the file whenever it changes. Without a file every country is null. */
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
 * Version of a file: differs where the file was changed, or replaced by another one of its name.
 *
 * @throws Error where it is no plain file: reading a pipe would block until somebody writes to it
 */
function versionOf(stats: Stats): string {
  if (!stats.isFile()) throw new Error('something that is no file');
  const { ino, size, mtimeMs } = stats;
  return [ino, size, mtimeMs].join();
}

/** Country of a database record. The file is not ours: only what looks like a code is taken for one. */
function countryIn(record: CountryResponse | null): string | null {
  const code: unknown = record?.country?.iso_code;
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : null;
}
