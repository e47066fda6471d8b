import { expect, it } from 'vitest';
import { requireKafkaLibrary } from '../../../src/forwarders/kafka/require-kafka-library.ts';

it('names the package that is missing and the line that installs it', () => {
  expect(() => requireKafkaLibrary('@platformatic/nothing')).toThrow(
    /kafka\.brokers: .*npm install @platformatic\/nothing@\d/,
  );
});

it('takes the package that is installed', () => {
  expect(() => requireKafkaLibrary()).not.toThrow();
});
