import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link, Route, Routes, useNavigate } from 'react-router';
import { hitmark } from './hitmark.js';

function Page({ title }) {
  const navigate = useNavigate();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main>
      <h1>{title}</h1>
      <nav>
        <Link to="/app/react/">Home</Link> <Link to="/app/react/shoes">Shoes</Link>
      </nav>
      <button id="filter" onClick={() => void navigate('?color=red', { replace: true })}>
        Red only
      </button>
      <button id="signup" onClick={() => hitmark('event', 'signup', { plan: 'pro' })}>
        Sign up
      </button>
      <a id="out" href="https://other.test/react">
        <svg width="20" height="20">
          <use href="#icon" />
          <rect width="20" height="20" />
        </svg>
      </a>
    </main>
  );
}

createRoot(document.querySelector('#root')).render(
  <StrictMode>
    <BrowserRouter>
      <Routes>
        <Route path="/app/react/" element={<Page title="Home" />} />
        <Route path="/app/react/shoes" element={<Page title="Shoes" />} />
      </Routes>
    </BrowserRouter>
  </StrictMode>,
);
