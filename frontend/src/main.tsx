import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { reloadOutdated } from './app/serviceWorker';
import { warmUp } from './app/warmUp';
import { routes } from './app/routes';
import { loadPosts } from './features/feed/posts';
import { newQueryClient } from './lib/queries';
import { saveAnswers } from './lib/savedAnswers';
import './styles.css';

const client = newQueryClient();
loadPosts(client); // before the first render, which needs them
window.addEventListener('vite:preloadError', reloadOutdated);
window.addEventListener('pagehide', () => saveAnswers(client));
document.addEventListener('visibilitychange', () => document.hidden && saveAnswers(client));

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={createBrowserRouter(routes)} />
    </QueryClientProvider>
  </StrictMode>,
);
warmUp();
