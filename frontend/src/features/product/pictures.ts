import type { Product } from '@/lib/api/types';

/** pictureUrls returns the URLs of a product's pictures, each once, the main one first. */
export const pictureUrls = ({ imageUrl, additionalImageUrls = [] }: Product): string[] => [
  ...new Set([imageUrl, ...additionalImageUrls].filter((url): url is string => Boolean(url))),
];
