import { useLocation, useParams } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { isNotFound } from '@/lib/api/problem';
import type { Card, Product } from '@/lib/api/types';
import { loadError } from '@/lib/retry';
import { ProductDetails } from './ProductDetails';
import { ProductGone } from './ProductGone';
import { ProductSkeleton } from './ProductSkeleton';
import { Similar } from './Similar';
import { StructuredData } from './StructuredData';
import { TopBar } from './TopBar';
import { useProduct } from './useProduct';
import { useRecordVisit } from './useRecordVisit';
import { usePrefetchSimilar } from './useSimilar';
import { useViewItem } from './useViewItem';

/** ProductPage shows a product. It starts with the data of the card or tile that linked here. */
export function ProductPage() {
  const { productId = '' } = useParams();
  const linked = useLinkedProduct(productId);
  const product = useProduct(productId);
  const error = loadError(product);
  usePrefetchSimilar(productId);
  useRecordVisit(productId);
  const shown: Product | undefined = product.data ?? linked;
  useViewItem(shown);
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pb-12 sm:px-6">
      <title>{shown ? `${shown.title} · ShopFYP` : 'ShopFYP'}</title>
      <TopBar product={shown} />
      {isNotFound(product.error) ? (
        <ProductGone known={shown} />
      ) : shown ? (
        <>
          {product.data && <StructuredData product={product.data} />}
          <ProductDetails product={shown} loading={product.isPending && product.fetchStatus === 'fetching'} />
          {/* Rendered only when the description has loaded, because its unknown length would move this part. */}
          {!product.isPending && <Similar key={productId} productId={productId} />}
        </>
      ) : error ? (
        <ErrorState wholePage subject="this product" {...error} onRetry={() => void product.refetch()} />
      ) : (
        <ProductSkeleton />
      )}
    </div>
  );
}

// useLinkedProduct returns the product that the link to this page passed in its state.
function useLinkedProduct(productId: string): Card | undefined {
  const state: unknown = useLocation().state;
  const product = (state as { product?: Card } | null)?.product;
  return product?.productId === productId ? product : undefined;
}
