import { useState } from 'react';
import type { Card } from '@/lib/api/types';
import { Illustration } from './illustration/Illustration';
import { motifOf } from './illustration/motifOf';

const failedUrls = new Set<string>(); // images that failed to load, so that no page tries them again

type Props = {
  product: Pick<Card, 'productId' | 'title' | 'brand' | 'category' | 'imageUrl'>;
  eager?: boolean;
  /** describes the photo where it is more than decoration beside the title */
  alt?: string;
  className?: string;
};

/** ProductPicture shows a product's photo, or an illustration if it has none or the photo fails to load. It fills its box. */
export function ProductPicture({ product, eager = false, alt = '', className = '' }: Props) {
  const url = loadableUrl(product.imageUrl);
  const [failed, setFailed] = useState('');
  const [loaded, setLoaded] = useState('');
  const photo = url && url !== failed && !failedUrls.has(url) ? url : undefined;
  return (
    <div className={`relative overflow-hidden ${className}`} data-picture={photo ? 'photo' : 'illustration'}>
      {photo && loaded === photo ? null : (
        <Illustration productId={product.productId} motif={motifOf(product)} title={product.title} />
      )}
      {photo && (
        <img
          src={photo}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          referrerPolicy="no-referrer"
          className={`absolute inset-0 size-full bg-white object-contain ${loaded === photo ? '' : 'opacity-0'}`}
          onLoad={() => setLoaded(photo)}
          onError={() => {
            failedUrls.add(photo);
            setFailed(photo);
          }}
        />
      )}
    </div>
  );
}

// loadableUrl returns the URL with HTTPS, because browsers and the shop's security policy block pictures of other hosts
// over HTTP. A path is a picture on the shop's own host.
function loadableUrl(url: string | undefined): string | undefined {
  if (!url) return undefined;
  if (/^\/[^/]/.test(url) || url.startsWith(`${window.location.origin}/`)) return url;
  return /^https?:\/\//i.test(url) ? url.replace(/^http:/i, 'https:') : undefined;
}
