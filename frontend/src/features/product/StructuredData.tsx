import { productPath } from '@/components/productPath';
import type { Product } from '@/lib/api/types';
import { structuredData } from './structuredData';

/** StructuredData describes the product to search engines in schema.org's words, as JSON-LD. */
export function StructuredData({ product }: { product: Product }) {
  const data = structuredData(product, window.location.origin + productPath(product.productId));
  // "<" is escaped so that no title can end the script element.
  return <script type="application/ld+json">{JSON.stringify(data).replaceAll('<', '\\u003c')}</script>;
}
