/** Design tokens as CSS, the same text as the report's `tokens.css` so that both look alike; a test compares them. */
export const tokens = `/* Tokens: one scale of type, one of space, few colours. Contrast on the ground in brackets, light and dark. */
:root {
  color-scheme: light dark;
  --ground: #fff;
  --ink: #14191c; /* 17.7, 15.5 */
  --quiet: #566068; /* 6.4, 7.5: labels, changes */
  --edge: #87929a; /* 3.2, 3.8: borders that mean something */
  --hair: #dce1e4; /* decoration only */
  --soft: #f2f5f6;
  --accent: #00627a; /* 6.9, 9.5: people, the line, what is chosen, focus */
  --tint: #ddeef2; /* bars; ink on it 14.8, 11 */
  --unsure: #6f7e87; /* 4.1, 6.1: unknown, the period before */
  --text-1: 0.75rem;
  --text-2: 0.875rem;
  --text-3: 1.0625rem;
  --text-4: 1.5rem;
  --text-5: 2rem;
  --space-1: 0.25rem;
  --space-2: 0.5rem;
  --space-3: 0.75rem;
  --space-4: 1rem;
  --space-5: 1.5rem;
  --space-6: 2.5rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1315;
    --ink: #e6ebed;
    --quiet: #9ba6ac;
    --edge: #66727a;
    --hair: #293136;
    --soft: #181e21;
    --accent: #66c6dc;
    --tint: #15343d;
    --unsure: #87959c;
  }
}
`;
