import { readFileSync } from 'node:fs';
import { createCollector, createJournal } from '@hitmark/collector';

// A first visit is given a uuid; the next one of the same browser is recognised by it.

const page = readFileSync(new URL('page.html', import.meta.url), 'utf8');
const journal = await createJournal({ data: process.env['HITMARK_DATA'] ?? 'hitmark-data' });
const visits = new Map<string | null, number>();

const app = createCollector({
  journal,
  onEvent({ visitor }) {
    const visit = (visits.get(visitor) ?? 0) + 1;
    visits.set(visitor, visit);
    console.log('hit', { visitor, visit });
  },
});
app.use((context) => {
  context.type = 'html';
  context.body = page;
});

const port = Number(process.env['PORT'] ?? 8713);
app.listen(port, () => console.log(`Open http://localhost:${port}`));
