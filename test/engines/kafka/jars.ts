import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';

const here = new URL('.', import.meta.url).pathname;

/** Class path of Kafka's jars, once they are installed. */
export const classPath = `${here}libs/*`;

/** Programs that Kafka needs, of those that are missing here. */
export function missingForKafka(): string[] {
  const programs = [
    ['Java 17', 'java', '-version'],
    ['Maven', 'mvn', '-version'],
  ] as const;
  return programs.filter(([, ...command]) => !succeeds(command)).map(([name]) => name);
}

/**
 * Gets Kafka's jars (44 MB) from Maven Central, once.
 *
 * @throws Error where a program is missing, or that fails
 */
export function installKafka(): void {
  const missing = missingForKafka();
  if (missing.length > 0) {
    throw new Error(
      `Kafka needs ${missing.join(' and ')}: apt-get install default-jre-headless maven`,
    );
  }
  if (existsSync(`${here}libs`)) return;
  // Under another name until all are there, so that half of them is not taken for all.
  rmSync(`${here}libs.part`, { recursive: true, force: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${here}libs.part`];
  const { status, stdout } = spawnSync('mvn', ['-q', '-B', ...goal], {
    cwd: here,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Kafka's jars could not be installed by Maven:\n${stdout}`);
  renameSync(`${here}libs.part`, `${here}libs`);
}

function succeeds([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
