import { fileURLToPath } from 'node:url';
import { generateKey } from '@hitmark/codec';
import { openapiDocument } from '@hitmark/report';
import { expect, it } from 'vitest';
import { createSenderApi } from '../../../../src/command/reports/senders/sender-api.ts';
import { resolveOptions } from '../../../../src/configuration/index.ts';

// `pnpm exec vitest run --config test/vitest.config.ts --project unit packages/collector/test/command/reports -u`
// writes the document into docs/.

it('docs/openapi.json describes what senders and readers can ask', async () => {
  const publicUrl = 'https://t.example.com';
  const options = resolveOptions({ file: { publicUrl, links: { keys: [generateKey()] } } });
  const openapi = openapiDocument(createSenderApi(options, 'a-token-of-the-tests'));
  expect(Object.keys((openapi as { paths: object }).paths)).toEqual(
    expect.arrayContaining(['/api/query', '/api/links', '/api/rewrite', '/api/read']),
  );
  const path = fileURLToPath(new URL('../../../../../../docs/openapi.json', import.meta.url));
  await expect(`${JSON.stringify(openapi, null, 2)}\n`).toMatchFileSnapshot(path);
});
