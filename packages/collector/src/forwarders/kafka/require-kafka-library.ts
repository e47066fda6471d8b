import { createRequire } from 'node:module';
import { ConfigurationError } from '../../configuration/index.ts';

/** Version that is tested; the package is no dependency, since few need it. */
const version = '2.12.1';

/**
 * Makes sure that the library is installed.
 *
 * @throws ConfigurationError with the way to install it
 */
export function requireKafkaLibrary(library = '@platformatic/kafka'): void {
  try {
    createRequire(import.meta.url).resolve(library);
  } catch (cause) {
    const problem = `kafka.brokers: needs the package ${library}, which is not installed: npm install ${library}@${version}`;
    throw new ConfigurationError([problem], { cause });
  }
}
