import bindings from '@duckdb/node-bindings';
import {
  BIGINT,
  DuckDBDataChunk,
  DuckDBInstance,
  VARCHAR,
  type DuckDBValue,
} from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { fillMissing, fillNumbers, fillTexts } from '../../src/store/fill-vector.ts';

const long = 'more than twelve bytes';
const columns: Readonly<Record<string, readonly (string | null)[]>> = {
  'short ones': ['', 'a', 'twelve bytes', null],
  'short and long ones': ['a', long, null, `${long}, ${long}`, '', long],
  'letters of several bytes': ['é', 'ünïcödé ünïcödé', null, '日本', '𝒳'.repeat(10)],
  'a character of none': ['a\0b', `${long}\0${long}`],
  'more than a word of rows': Array.from({ length: 2_048 }, (_none, row) =>
    row % 3 === 0 ? null : `row ${row} `.repeat(row % 5),
  ),
};

for (const [title, texts] of Object.entries(columns)) {
  test(`a column of texts has ${title}`, async () => {
    expect(await roundTrip(texts)).toStrictEqual(texts);
  });
}

test('halves of a surrogate pair in neighbouring texts do not become one', async () => {
  expect(await roundTrip(['a\ud83d', '\ude00b'])).toStrictEqual(['a\ufffd', '\ufffdb']);
});

test('a chunk that is filled again has nothing of what it had', async () => {
  const chunk = DuckDBDataChunk.create([VARCHAR, BIGINT]);
  expect(await roundTrip([long, 'a', null], chunk)).toStrictEqual([long, 'a', null]);
  chunk.reset();
  expect(await roundTrip([null, `${long}!`], chunk)).toStrictEqual([null, `${long}!`]);
  chunk.reset();
  expect(await roundTrip([null, null], chunk)).toStrictEqual([null, null]);
});

async function roundTrip(
  texts: readonly (string | null)[],
  chunk = DuckDBDataChunk.create([VARCHAR, BIGINT]),
): Promise<readonly DuckDBValue[]> {
  chunk.rowCount = texts.length;
  const [text, row] = [0, 1].map((index) => bindings.data_chunk_get_vector(chunk.chunk, index));
  if (text === undefined || row === undefined) throw new Error('a chunk of two columns');
  if (fillMissing(text, texts)) fillTexts(text, texts);
  fillNumbers(row, BigInt64Array.from(texts.keys(), BigInt));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('CREATE TABLE texts (text VARCHAR, "row" BIGINT)');
  const appender = await connection.createAppender('texts');
  appender.appendDataChunk(chunk);
  appender.closeSync();
  const reader = await connection.runAndReadAll('SELECT text FROM texts ORDER BY "row"');
  connection.closeSync();
  instance.closeSync();
  return reader.getRows().map(([value]) => value ?? null);
}
