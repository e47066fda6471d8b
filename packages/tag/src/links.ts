import { wire } from '@hitmark/codec/hit';
import { cleanUrl } from './clean-url.ts';
import { closest } from './closest.ts';
import { each, isIn } from './lists.ts';
import { listen } from './listen.ts';
import { options } from './options.ts';
import { record } from './record.ts';

const extensions = 'pdf,zip,gz,rar,7z,dmg,exe,msi,apk,csv,doc,docx,xls,xlsx,pptx,mp3,mp4';

/** Clicks on links to other hosts are events `outbound`, on links to files `download`; both with `url`. */
export function watchLinks(): void {
  const { downloads = extensions, outbound } = options;
  // The middle button, which opens a tab, is no click to browsers.
  each('click,auxclick', (type) => {
    listen(type, (event) => {
      const link = closest(event, '[href]') as HTMLAnchorElement | null;
      if (!link?.host || (event as MouseEvent).button > 1) return;
      const leaves = link.host !== location.host && outbound !== 'off';
      // 'off' is an extension that no file has.
      const extension = /\.(\w+)$/.exec(link.pathname.toLowerCase())?.[1];
      const name = isIn(downloads, extension) ? 'download' : leaves && 'outbound';
      if (name) record({ [wire.event]: name }, { url: cleanUrl(link.href) });
    });
  });
}
