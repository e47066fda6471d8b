'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { hitmark } from '../instrumentation-client.js';

export function Content({ title }) {
  const router = useRouter();
  return (
    <main>
      <h1>{title}</h1>
      <nav>
        <Link href="/">Home</Link> <Link href="/shoes">Shoes</Link>
      </nav>
      <button id="filter" onClick={() => router.replace('?color=red')}>
        Red only
      </button>
      <button id="signup" onClick={() => hitmark('event', 'signup', { plan: 'pro' })}>
        Sign up
      </button>
      <a id="out" href="https://other.test/next">
        <svg width="20" height="20">
          <rect width="20" height="20" />
        </svg>
      </a>
    </main>
  );
}
