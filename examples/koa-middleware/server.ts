import { createLinks, generateKey } from '@hitmark/codec';
import {
  clickTracking,
  createJournal,
  openTracking,
  type MountedOptions,
} from '@hitmark/collector';
import Koa from 'koa';

// An existing Koa server that also reads email links. Each sender has a key of its own, chosen by the
// host name of the request.

const keys = new Map([
  ['localhost', process.env['LINK_KEY'] ?? generateKey('localhost')],
  ['127.0.0.1', generateKey('loopback')],
]);
const port = Number(process.env['PORT'] ?? 8706);
const journal = await createJournal({ data: process.env['HITMARK_DATA'] ?? 'hitmark-data' });

const options: MountedOptions = {
  journal,
  cookie: { name: 'reader' },
  paths: { open: ['/mail/open'], click: ['/mail/click'] },
  linksFor: ({ headers }) =>
    createLinks({ keys: keys.get(String(headers['host']).replace(/:\d+$/, '')) ?? [] }),
  onEvent: ({ type, token }) => console.log(type, 'by', token?.key),
  onRejected: (reason) => console.log('rejected', reason),
};

const app = new Koa();
app.use(openTracking(options));
app.use(clickTracking(options));
app.use((context) => {
  context.body = 'the application itself';
});
app.listen(port, () => console.log(`Open http://localhost:${port}`));
