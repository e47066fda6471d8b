import { DuckDBDataChunk, DuckDBInstance, VARCHAR, type DuckDBValue } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { createTextColumn } from '../../src/store/run-columns.ts';
import { createVectorFiller } from '../../src/store/vectors.ts';

const long = 'more than twelve bytes';
const length = 20_000;
const columns: Readonly<Record<string, readonly (string | null)[]>> = {
  'short ones': ['', 'a', 'twelve bytes', null],
  'short and long ones': ['a', long, null, `${long}, ${long}`, '', long],
  'letters of several bytes': ['é', 'ünïcödé ünïcödé', null, '日本', '𝒳'.repeat(10)],
  'a character of none': ['a\0b', `${long}\0${long}`],
  'none at all': [null, null],
  'one of many rows': Array.from({ length }, (_none, row) => `row ${row % 7} of ${long}`),
  'more than are looked up': Array.from({ length }, (_none, row) =>
    row % 3 === 0 ? null : `row ${row} `.repeat(row % 5),
  ),
};

for (const [title, texts] of Object.entries(columns)) {
  for (const isComplete of [false, true]) {
    test(`a column of texts has ${title}${isComplete ? ', each once' : ''}`, async () => {
      const column = createColumn(isComplete);
      expect(await roundTrip(texts, column)).toStrictEqual(texts);
    });
  }
}

test('halves of a surrogate pair in neighbouring texts do not become one', async () => {
  expect(await roundTrip(['a\ud83d', '\ude00b'])).toStrictEqual(['a\ufffd', '\ufffdb']);
});

test('a column that is filled again has nothing of what it had', async () => {
  const column = createColumn(false);
  for (const texts of [[long, 'a', null], [null, `${long}!`], [null, null], ['a']]) {
    expect(await roundTrip(texts, column)).toStrictEqual(texts);
    column.clear();
  }
});

test('a text has one number in a column where each is once, and others none of it', () => {
  const column = createColumn(true);
  const texts = Array.from({ length }, (_none, row) => `text ${row}`);
  const codes = texts.map((text) => column.codeOf(text));
  expect(new Set(codes).size).toBe(length);
  expect(texts.map((text) => column.codeOf(text))).toStrictEqual(codes);
});

function createColumn(isComplete: boolean) {
  return createTextColumn(createVectorFiller(), length, isComplete);
}

async function roundTrip(
  texts: readonly (string | null)[],
  column = createColumn(false),
): Promise<readonly DuckDBValue[]> {
  for (const [row, text] of texts.entries()) column.set(row, text);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('CREATE TABLE texts (text VARCHAR)');
  const appender = await connection.createAppender('texts');
  const chunk = DuckDBDataChunk.create([VARCHAR]);
  for (let start = 0; start < texts.length; start += 2_048) {
    const rows = Uint32Array.from(texts.keys()).subarray(start, start + 2_048);
    chunk.reset();
    chunk.rowCount = rows.length;
    column.fill(chunk, 0, rows);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const reader = await connection.runAndReadAll('SELECT text FROM texts ORDER BY rowid');
  connection.closeSync();
  instance.closeSync();
  return reader.getRows().map(([value]) => value ?? null);
}
