import type { Surface } from './types';

const names: Record<Surface, string | undefined> = {
  card: 'Card',
  search: 'Search results',
  similar: 'Similar products',
  popular: 'Popular products',
  '': 'No list',
};

/** surfaceName names a list of products in the app. */
export const surfaceName = (surface: Surface | undefined): string => names[surface ?? ''] ?? surface ?? '';
