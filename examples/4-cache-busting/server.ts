import { readFileSync } from 'node:fs';
import { createCollector, createJournal } from '@hitmark/collector';
import Koa from 'koa';
import mount from 'koa-mount';

// Somebody made the pixel cacheable. Without the buster the cache swallows the second hit; with it
// every load is a hit of its own.

const page = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const pages = new Map([
  ['/with', page('with.html')],
  ['/without', page('without.html')],
]);
const journal = await createJournal({ data: process.env['HITMARK_DATA'] ?? 'hitmark-data' });

const collector = createCollector({
  journal,
  onEvent({ url }, request) {
    const { r, t } = Object.fromEntries(new URLSearchParams(request.query));
    console.log('hit', { page: new URL(url ?? '').pathname, r, t });
  },
});

const app = new Koa();
app.use(async (context, next) => {
  await next();
  if (context.path === '/track.js') context.set('Cache-Control', 'public, max-age=3600');
});
app.use(mount(collector));
app.use((context) => {
  context.type = 'html';
  context.body = pages.get(context.path) ?? page('index.html');
});

const port = Number(process.env['PORT'] ?? 8714);
app.listen(port, () => console.log(`Open http://localhost:${port}`));
