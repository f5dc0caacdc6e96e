import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { routes } from './app/routes';
import { newConsoleClient } from './lib/queries';
import { openSession } from './lib/session';
import './console.css';

openSession();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={newConsoleClient()}>
      <RouterProvider router={createBrowserRouter(routes, { basename: '/console' })} />
    </QueryClientProvider>
  </StrictMode>,
);
