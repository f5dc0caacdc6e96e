import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { TileGrid, TileGridSkeleton } from '@/components/TileGrid';
import { useShowing } from '@/lib/events/useShowing';
import { useSimilar } from './useSimilar';

/** Similar shows the products most similar to this one, or nothing if there are none. */
export function Similar({ productId }: { productId: string }) {
  const similar = useSimilar(productId);
  const { hash } = useLocation();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (hash === '#similar') section.current?.scrollIntoView();
  }, [hash]);
  const showing = useShowing('similar', similar.data);
  if (similar.data?.products.length === 0) return null;
  return (
    <section
      id="similar"
      ref={section}
      aria-labelledby="similar-title"
      aria-busy={similar.isPending}
      className="scroll-mt-16 pt-8"
    >
      <h2 id="similar-title" className="pb-4 font-display text-2xl font-bold">
        More like this
      </h2>
      {similar.data ? (
        <TileGrid products={similar.data.products} showing={showing} label="Similar products" heading="h3" />
      ) : similar.isError ? (
        <p className="flex flex-wrap items-center gap-4 text-mist-2">
          We couldn’t load similar products.{' '}
          <Button size="sm" onClick={() => void similar.refetch()}>
            Try again
          </Button>
        </p>
      ) : (
        <TileGridSkeleton count={6} />
      )}
    </section>
  );
}
