import { noticeStyle } from '../../../pages/style/notice-style.ts';

/**
 * Style of the pages that links show, with buttons in the sender's colour.
 *
 * @param color `#rrggbb`
 */
export function pageStyle(color: string): string {
  return `${noticeStyle}
img { max-height: 4rem; max-width: 100% }
.sender { font-weight: 650 }
button { min-height: 2.75rem; padding: var(--space-2) var(--space-4); border: 0; background: ${color}; color: ${textOn(color)}; font-weight: 650 }
button:focus-visible { outline: 3px solid; outline-offset: 3px }
`;
}

/** Black or white, whichever can be read on a colour (WCAG 2.2, relative luminance). */
function textOn(color: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.179 ? '#000' : '#fff';
}
