import { useState } from 'react';
import type { Card } from '@/lib/api/types';
import { Illustration } from './illustration/Illustration';
import { motifOf } from './illustration/words';

const broken = new Set<string>(); // pictures that did not load, so that they are not tried on every page again

type Props = {
  product: Pick<Card, 'productId' | 'title' | 'brand' | 'category' | 'imageUrl'>;
  eager?: boolean;
  className?: string;
};

/** ProductPicture shows a product's photograph where it has one that loads, else a drawing of its kind. It fills its box. */
export function ProductPicture({ product, eager = false, className = '' }: Props) {
  const url = usable(product.imageUrl);
  const [failed, setFailed] = useState('');
  const [loaded, setLoaded] = useState('');
  const photo = url && url !== failed && !broken.has(url) ? url : undefined;
  return (
    <div className={`relative overflow-hidden ${className}`} data-picture={photo ? 'photo' : 'drawing'}>
      {photo && loaded === photo ? null : (
        <Illustration productId={product.productId} motif={motifOf(product)} words={product.title} />
      )}
      {photo && (
        <img
          src={photo}
          alt=""
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          referrerPolicy="no-referrer"
          className={`absolute inset-0 size-full bg-white object-contain ${loaded === photo ? '' : 'opacity-0'}`}
          onLoad={() => setLoaded(photo)}
          onError={() => {
            broken.add(photo);
            setFailed(photo);
          }}
        />
      )}
    </div>
  );
}

// usable is the URL where a browser would show it on a page served over https.
function usable(url: string | undefined): string | undefined {
  if (!url) return undefined;
  return /^https:\/\//i.test(url) || (window.location.protocol === 'http:' && /^http:\/\//i.test(url)) ? url : undefined;
}
