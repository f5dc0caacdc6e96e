import type { App } from './app';

/** consolePages lists the console's pages, each with a heading that it shows when it has its data. */
export const consolePages = [
  { name: 'today', path: '', heading: 'Live' },
  { name: 'card', path: '/card', heading: 'By position' },
  { name: 'searches', path: '/searches', heading: 'Most frequent' },
  { name: 'product', path: '/products/spk-0001', heading: 'Nearest neighbors' },
  { name: 'index', path: '/index', heading: 'Versions' },
  { name: 'rules', path: '/rules', heading: 'All rules' },
  { name: 'experiment', path: '/experiments/words', heading: 'Results' },
  { name: 'rule', path: '/rules/new?kind=pin&query=tent', heading: 'Before and after' },
];

/** signIn signs in to the console with an account of the in-memory shop. */
export async function signIn({ page }: App, name: 'owner' | 'viewer' | 'shopper', heading = 'Today'): Promise<void> {
  await page.goto('/console');
  await page.getByLabel('Email').fill(`${name}@shopfyp.example`);
  await page.getByLabel('Password').fill('shopfyp');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}
