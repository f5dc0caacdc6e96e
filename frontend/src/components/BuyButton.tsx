import type { Card } from '@/lib/api/types';
import { quantityOf, setQuantity } from '@/lib/basket/change';
import { addedToCart } from '@/lib/events/track';
import { showToast } from '@/lib/toast';
import { Button, type Look } from './Button';
import { variantText } from './variantText';

type Props = {
  product: Card;
  size?: NonNullable<Look['size']>;
  /** called before the product is in the basket, for the list that shows it */
  onUse?: () => void;
  onBuy?: () => void;
  className?: string;
};

/** BuyButton puts a product, in the shown variant, in the basket. */
export function BuyButton({ product, size = 'sm', onUse, onBuy, className = '' }: Props) {
  const buy = () => {
    onUse?.();
    const before = quantityOf(product.productId);
    setQuantity(product.productId, before + 1, product);
    addedToCart(product);
    showToast(`In your basket: ${nameOf(product)}`, [
      { label: 'View basket', to: '/basket' },
      { label: 'Undo', onClick: () => setQuantity(product.productId, before) },
    ]);
    onBuy?.();
  };
  return (
    <Button look="ember" size={size} className={className} aria-label={`Buy ${nameOf(product)}`} onClick={buy}>
      Buy
    </Button>
  );
}

function nameOf(product: Card): string {
  const variant = variantText(product);
  return variant ? `${product.title} (${variant})` : product.title;
}
