import { useState } from 'react';
import type { Card } from '@/lib/api/types';
import { price } from '@/lib/money';
import { Button, buttonLook, type Look } from './Button';
import { Dialog } from './Dialog';
import { Icon } from './Icon';

type Props = {
  product: Pick<Card, 'title' | 'url' | 'price'>;
  size?: NonNullable<Look['size']>;
  onBuy?: () => void;
  className?: string;
};

/** BuyButton leads to the product's own shop where it has one; else it says that this shop only plays at being one. */
export function BuyButton({ product, size = 'sm', onBuy, className = '' }: Props) {
  const [told, setTold] = useState(false);
  if (product.url && /^https?:\/\//i.test(product.url)) {
    return (
      <a
        href={product.url}
        target="_blank"
        rel="noopener noreferrer"
        className={`${buttonLook({ look: 'ember', size })} ${className}`}
        onClick={onBuy}
        aria-label={`Buy ${product.title} (opens the seller’s page)`}
      >
        Buy <Icon name="external" className="size-4" />
      </a>
    );
  }
  return (
    <>
      <Button
        look="ember"
        size={size}
        className={className}
        aria-label={`Buy ${product.title}`}
        onClick={() => {
          setTold(true);
          onBuy?.();
        }}
      >
        Buy
      </Button>
      {told && <DemoShop product={product} onClose={() => setTold(false)} />}
    </>
  );
}

function DemoShop({ product, onClose }: { product: Props['product']; onClose: () => void }) {
  return (
    <Dialog title="This is a demo shop" onClose={onClose}>
      <p className="text-ink-2">
        Nothing is sold here and nothing will be charged. In a real shop, <strong className="text-ink">{product.title}</strong>{' '}
        would now be in your basket{product.price ? ` for ${price(product.price)}` : ''}.
      </p>
      <Button look="ink" onClick={onClose}>
        Keep looking
      </Button>
    </Dialog>
  );
}
