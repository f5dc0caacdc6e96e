import type { RouteObject } from 'react-router';
import { CrashPage } from './pages/CrashPage';
import { ForYouPage } from './pages/ForYouPage';
import { Shell } from './Shell';

/** routes lists the app's pages. The app loads the code of all pages except the feed on demand. */
export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <CrashPage />,
    HydrateFallback: () => null,
    children: [
      {
        errorElement: <CrashPage />,
        children: [
          { path: '/', element: <ForYouPage /> },
          { path: '/video/:postId', lazy: () => import('./pages/VideoPage').then((m) => ({ Component: m.VideoPage })) },
          { path: '/following', lazy: () => import('./pages/FollowingPage').then((m) => ({ Component: m.FollowingPage })) },
          { path: '/search', lazy: () => import('@/features/search/SearchPage').then((m) => ({ Component: m.SearchPage })) },
          {
            path: '/product/:productId',
            lazy: () => import('@/features/product/ProductPage').then((m) => ({ Component: m.ProductPage })),
          },
          { path: '/saved', lazy: () => import('@/features/feed/SavedPage').then((m) => ({ Component: m.SavedPage })) },
          { path: '/basket', lazy: () => import('@/features/basket/BasketPage').then((m) => ({ Component: m.BasketPage })) },
          {
            path: '/checkout',
            lazy: () => import('@/features/basket/CheckoutPage').then((m) => ({ Component: m.CheckoutPage })),
          },
          {
            path: '/checkout/thanks',
            lazy: () => import('@/features/basket/ThanksPage').then((m) => ({ Component: m.ThanksPage })),
          },
          { path: '/you', lazy: () => import('@/features/you/YouPage').then((m) => ({ Component: m.YouPage })) },
          { path: '*', lazy: () => import('./pages/NotFoundPage').then((m) => ({ Component: m.NotFoundPage })) },
        ],
      },
    ],
  },
];
