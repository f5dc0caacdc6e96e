import { useState } from 'react';
import type { Card } from '@/lib/api/types';
import { formatPrice } from '@/lib/money';
import { Button, buttonLook, type Look } from './Button';
import { Dialog } from './Dialog';
import { Icon } from './Icon';

type Props = {
  product: Pick<Card, 'title' | 'url' | 'price'>;
  size?: NonNullable<Look['size']>;
  onBuy?: () => void;
  className?: string;
};

/** BuyButton links to the seller's page. If there is no such page, it explains that this is a demo shop. */
export function BuyButton({ product, size = 'sm', onBuy, className = '' }: Props) {
  const [dialogOpen, setDialogOpen] = useState(false);
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
          setDialogOpen(true);
          onBuy?.();
        }}
      >
        Buy
      </Button>
      {dialogOpen && <DemoShopDialog product={product} onClose={() => setDialogOpen(false)} />}
    </>
  );
}

function DemoShopDialog({ product, onClose }: { product: Props['product']; onClose: () => void }) {
  return (
    <Dialog title="This is a demo shop" onClose={onClose}>
      <p className="text-ink-2">
        Nothing here is for sale, and you won’t be charged. In a real shop, <strong className="text-ink">{product.title}</strong>{' '}
        would now be in your cart{product.price ? ` for ${formatPrice(product.price)}` : ''}.
      </p>
      <Button look="ink" onClick={onClose}>
        Keep shopping
      </Button>
    </Dialog>
  );
}
