/** productPath returns the path of a product's page. */
export const productPath = (productId: string) => `/product/${encodeURIComponent(productId)}`;
