import type { RouteObject } from 'react-router';
import { Gate } from './Gate';
import { CrashPage, NotFoundPage } from './pages';

/** routes lists the console's pages. Each loads its code on demand. */
export const routes: RouteObject[] = [
  {
    element: <Gate />,
    errorElement: <CrashPage />,
    HydrateFallback: () => null,
    children: [
      {
        errorElement: <CrashPage />,
        children: [
          { path: '/', lazy: () => import('../pages/today/TodayPage').then((m) => ({ Component: m.TodayPage })) },
          { path: '/card', lazy: () => import('../pages/card/CardPage').then((m) => ({ Component: m.CardPage })) },
          {
            path: '/searches',
            lazy: () => import('../pages/searches/SearchesPage').then((m) => ({ Component: m.SearchesPage })),
          },
          {
            path: '/products',
            lazy: () => import('../pages/products/ProductsPage').then((m) => ({ Component: m.ProductsPage })),
          },
          {
            path: '/products/:productId',
            lazy: () => import('../pages/products/ProductPage').then((m) => ({ Component: m.ProductPage })),
          },
          { path: '/rules', lazy: () => import('../pages/rules/RulesPage').then((m) => ({ Component: m.RulesPage })) },
          { path: '/rules/new', lazy: () => import('../pages/rules/RulePage').then((m) => ({ Component: m.NewRulePage })) },
          { path: '/rules/:ruleId', lazy: () => import('../pages/rules/RulePage').then((m) => ({ Component: m.RulePage })) },
          {
            path: '/experiments',
            lazy: () => import('../pages/experiments/ExperimentsPage').then((m) => ({ Component: m.ExperimentsPage })),
          },
          {
            path: '/experiments/new',
            lazy: () => import('../pages/experiments/NewExperimentPage').then((m) => ({ Component: m.NewExperimentPage })),
          },
          {
            path: '/experiments/:experimentId',
            lazy: () => import('../pages/experiments/ExperimentPage').then((m) => ({ Component: m.ExperimentPage })),
          },
          { path: '/index', lazy: () => import('../pages/index/IndexPage').then((m) => ({ Component: m.IndexPage })) },
          { path: '/changes', lazy: () => import('../pages/changes/ChangesPage').then((m) => ({ Component: m.ChangesPage })) },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
