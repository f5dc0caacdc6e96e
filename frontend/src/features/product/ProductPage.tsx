import { Link, useLocation, useParams } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { Trouble } from '@/components/Trouble';
import { isNotFound } from '@/lib/api/problem';
import type { Card, Product } from '@/lib/api/types';
import { troubleWith } from '@/lib/patience';
import { useProduct } from '@/lib/requests/product';
import { useSimilarSoon } from '@/lib/requests/similar';
import { ProductDetails } from './ProductDetails';
import { ProductSkeleton } from './ProductSkeleton';
import { Similar } from './Similar';
import { TopBar } from './TopBar';
import { useRecordVisit } from './useRecordVisit';

/** ProductPage is a product "in the shop". What the card already knew of it stands there at once. */
export function ProductPage() {
  const { productId = '' } = useParams();
  const known = useKnown(productId);
  const product = useProduct(productId);
  const trouble = troubleWith(product);
  useSimilarSoon(productId);
  useRecordVisit(productId);
  const shown: Product | undefined = product.data ?? known;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pb-12 sm:px-6">
      <title>{shown ? `${shown.title} · ShopFYP` : 'ShopFYP'}</title>
      <TopBar product={shown} />
      {isNotFound(product.error) ? (
        <Notice
          wholePage
          icon="bag"
          title="This product is gone"
          action={
            <Link to="/search" className={buttonLook()}>
              Search the shop
            </Link>
          }
        >
          It may have been sold out or never have been here.
        </Notice>
      ) : shown ? (
        <>
          <ProductDetails product={shown} loading={product.isPending && product.fetchStatus === 'fetching'} />
          {/* Below a text of unknown length: only once that is there, so that it never moves. */}
          {!product.isPending && <Similar key={productId} productId={productId} />}
        </>
      ) : trouble ? (
        <Trouble wholePage what="this product" {...trouble} onRetry={() => void product.refetch()} />
      ) : (
        <ProductSkeleton />
      )}
    </div>
  );
}

// useKnown is the product as the tile or row that led here showed it.
function useKnown(productId: string): Card | undefined {
  const state: unknown = useLocation().state;
  const product = (state as { product?: Card } | null)?.product;
  return product?.productId === productId ? product : undefined;
}
