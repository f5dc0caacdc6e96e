import type { Product } from '@/lib/api/types';

/** availabilities are the values of a product's availability, with their names. */
export const availabilities = {
  in_stock: 'In stock',
  out_of_stock: 'Sold out',
  preorder: 'Preorder',
  backorder: 'Backorder',
  discontinued: 'Discontinued',
} satisfies Record<NonNullable<Product['availability']>, string>;

/** availabilityName names an availability. A product without one is in stock. */
export const availabilityName = (availability: Product['availability']): string => availabilities[availability ?? 'in_stock'];

/** states are the values of a product's state, with their names. */
export const states = { '': 'Offered', draft: 'Draft', hidden: 'Hidden' };
