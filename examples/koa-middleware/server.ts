import { createLinks, generateKey } from '@hitmark/codec';
import { assemble, clickTracking, createJournal, openTracking } from '@hitmark/collector';
import Koa from 'koa';

// An existing Koa server that also reads email links. Each sender has a key of its own, chosen by the
// host name of the request.

const readers = new Map([
  ['localhost', createLinks({ keys: process.env['LINK_KEY'] ?? generateKey('localhost') })],
  ['127.0.0.1', createLinks({ keys: generateKey('loopback') })],
]);
const nobody = createLinks({ keys: [] });
const port = Number(process.env['PORT'] ?? 8716);
const journal = await createJournal({ data: process.env['HITMARK_DATA'] ?? 'hitmark-data' });

// Both routes share one set of limits, counters and files.
const tracking = assemble({
  journal,
  cookie: { name: 'reader' },
  paths: { open: ['/mail/open'], click: ['/mail/click'] },
  // To make a reader ready takes many times as long as to read a link: here one is only chosen.
  linksFor: ({ headers }) => readers.get(String(headers['host']).replace(/:\d+$/, '')) ?? nobody,
  onEvent: ({ type, token }) => console.log(type, 'by', token?.key),
  onRejected: (reason) => console.log('rejected', reason),
});

const app = new Koa();
app.use(openTracking(tracking));
app.use(clickTracking(tracking));
app.use((context) => {
  context.body = 'the application itself';
});
app.listen(port, () => console.log(`Open http://localhost:${port}`));
