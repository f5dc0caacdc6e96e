/** productPath is the address of a product's page. */
export const productPath = (productId: string) => `/product/${encodeURIComponent(productId)}`;
