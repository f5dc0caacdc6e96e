import { useRef, useState, type KeyboardEvent } from 'react';
import { ProductPicture } from '@/components/ProductPicture';
import type { Product } from '@/lib/api/types';
import { pictureUrls } from './pictures';

// On a wide screen the pictures and their buttons fit into the first screen, below the bar of the page.
const limit = 'md:max-h-[max(24rem,calc(100dvh-8rem))]';
const box = `aspect-[4/3] w-full md:aspect-auto md:h-full md:min-h-[24rem] ${limit}`;

/** Gallery shows a product's pictures: swipe, the arrow keys or the buttons choose one. */
export function Gallery({ product }: { product: Product }) {
  const urls = pictureUrls(product);
  if (urls.length < 2) return <ProductPicture product={product} eager className={box} />;
  return <Pictures key={product.productId} product={product} urls={urls} />;
}

function Pictures({ product, urls }: { product: Product; urls: string[] }) {
  const strip = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(0);
  const show = (i: number) => {
    const next = Math.min(Math.max(0, i), urls.length - 1);
    setShown(next);
    strip.current?.scrollTo({ left: next * strip.current.clientWidth });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    show(shown + step);
  };
  return (
    <section aria-roledescription="carousel" aria-label="Pictures" className={`relative min-w-0 ${limit}`}>
      <div
        ref={strip}
        role="group"
        aria-label="Strip of pictures"
        tabIndex={0}
        className="no-scrollbar flex size-full snap-x snap-mandatory overflow-x-auto"
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) => {
          if (clientWidth > 0) setShown(Math.round(scrollLeft / clientWidth));
        }}
      >
        {urls.map((url, i) => (
          <div key={url} role="group" aria-label={`Picture ${i + 1} of ${urls.length}`} className="w-full shrink-0 snap-start">
            <ProductPicture
              product={{ ...product, imageUrl: url }}
              eager={i === 0}
              alt={`${product.title}, picture ${i + 1} of ${urls.length}`}
              className={box}
            />
          </div>
        ))}
      </div>
      <div className="absolute inset-x-0 bottom-2 flex justify-center gap-1">
        {urls.map((url, i) => (
          <button
            key={url}
            type="button"
            aria-label={`Show picture ${i + 1}`}
            aria-current={i === shown || undefined}
            onClick={() => show(i)}
            onKeyDown={onKeyDown}
            className="grid size-8 place-items-center rounded-full"
          >
            <span className={`size-2.5 rounded-full border border-paper ${i === shown ? 'bg-ink' : 'bg-ink-2/50'}`} />
          </button>
        ))}
      </div>
    </section>
  );
}
