const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;
const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A bar of blocks, as long as a share of its width. A share above 0 has an eighth of a block at least. */
export function bar(share: number, width: number): string {
  const parts = share > 0 ? Math.max(1, Math.round(share * width * 8)) : 0;
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

/** A column of blocks for each number, all in one line. */
export function columnChart(values: readonly number[], columnWidth: number): string {
  const most = Math.max(...values, 1);
  return values
    .map((value) => {
      if (value <= 0) return ' '.repeat(columnWidth);
      const height = Math.ceil((value / most) * heights.length);
      return (heights[Math.max(0, height - 1)] ?? '█').repeat(columnWidth);
    })
    .join('');
}
