import { BackButton } from '@/components/BackButton';
import { IconButton } from '@/components/IconButton';
import { productPath } from '@/components/productPath';
import { showToast } from '@/lib/toast';
import type { Card } from '@/lib/api/types';
import { shareLink } from '@/lib/share';

/** TopBar has the buttons to go back and to share the product. */
export function TopBar({ product }: { product: Card | undefined }) {
  const share = async (p: Card) => {
    const message = await shareLink({ title: p.title, path: productPath(p.productId) });
    if (message) showToast(message);
  };
  return (
    <div className="sticky top-0 z-20 -mx-4 flex items-center justify-between bg-night/95 px-2 py-2 sm:-mx-6 sm:px-4">
      <BackButton />
      <IconButton
        icon="share"
        label="Share this product"
        disabled={!product}
        className="text-mist hover:bg-night-3 disabled:opacity-40"
        onClick={() => product && void share(product)}
      />
    </div>
  );
}
