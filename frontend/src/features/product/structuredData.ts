import type { Product } from '@/lib/api/types';
import { minorDigits } from '@/lib/money';
import { pictureUrls } from './pictures';

const availability = {
  in_stock: 'InStock',
  out_of_stock: 'OutOfStock',
  preorder: 'PreOrder',
  backorder: 'BackOrder',
  discontinued: 'Discontinued',
} as const;

const conditions: Record<string, string> = { new: 'NewCondition', refurbished: 'RefurbishedCondition', used: 'UsedCondition' };

/** structuredData returns a product as schema.org's Product and Offer. Unknown properties are left out. */
export function structuredData(product: Product, url: string): Record<string, unknown> {
  const { price, rating, ratingCount } = product;
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    url,
    description: product.description,
    image: pictureUrls(product)
      .filter((picture) => URL.canParse(picture, url))
      .map((picture) => new URL(picture, url).href),
    brand: product.brand && { '@type': 'Brand', name: product.brand },
    sku: product.sku,
    gtin: product.gtin,
    mpn: product.mpn,
    color: product.color,
    size: product.size,
    material: product.material,
    pattern: product.pattern,
    inProductGroupWithID: product.itemGroupId,
    aggregateRating:
      rating && ratingCount ? { '@type': 'AggregateRating', ratingValue: rating, reviewCount: ratingCount } : undefined,
    offers: price && {
      '@type': 'Offer',
      url,
      price: (price.amount / 10 ** minorDigits(price.currency)).toFixed(minorDigits(price.currency)),
      priceCurrency: price.currency,
      priceValidUntil: product.saleEnd,
      availability: `https://schema.org/${availability[product.availability ?? 'in_stock']}`,
      availabilityStarts: product.availabilityDate,
      itemCondition: `https://schema.org/${conditions[product.condition ?? 'new'] ?? 'NewCondition'}`,
    },
  };
}
