import { readFileSync } from 'node:fs';
import { createCollector, createJournal } from '@hitmark/collector';

// The page's search term arrives as `s`, and is stored as `search`.

const page = readFileSync(new URL('page.html', import.meta.url), 'utf8');
const journal = await createJournal({ data: process.env['HITMARK_DATA'] ?? 'hitmark-data' });

const app = createCollector({
  journal,
  onEvent({ search }, request) {
    const { s } = Object.fromEntries(new URLSearchParams(request.query));
    console.log('hit', { s, search });
  },
});
app.use((context) => {
  context.type = 'html';
  context.body = page;
});

const port = Number(process.env['PORT'] ?? 8712);
app.listen(port, () => console.log(`Open http://localhost:${port}/?search=red+shoes`));
