import { ProductPicture } from '@/components/ProductPicture';
import type { Category } from '@/lib/api/types';
import { useCategories } from './useCategories';

/** Categories shows tiles that search for a category. It renders nothing if there are none or they fail to load. */
export function Categories({ onSearch, title }: { onSearch: (query: string) => void; title: string }) {
  const { data, isPending } = useCategories();
  if (!isPending && !data?.categories.length) return null;
  return (
    <section aria-labelledby="categories-title" aria-busy={isPending}>
      <h2 id="categories-title" className="pb-3 font-display text-xl font-bold">
        {title}
      </h2>
      <ul className="grid grid-cols-3 gap-3 sm:grid-cols-4 lg:grid-cols-6">
        {data
          ? data.categories.map((category) => (
              <li key={category.name}>
                <Tile category={category} onSearch={onSearch} />
              </li>
            ))
          : Array.from({ length: 12 }, (_, i) => <li key={i} aria-hidden className="skeleton aspect-[4/5] rounded-2xl" />)}
      </ul>
    </section>
  );
}

function Tile({ category, onSearch }: { category: Category; onSearch: (query: string) => void }) {
  const { name, path, cover } = category;
  const department = path.length > 1 ? path[0] : undefined;
  const query = department ? `${department} ${name}` : name;
  return (
    <button
      type="button"
      aria-label={query}
      onClick={() => onSearch(query)}
      className="group w-full rounded-2xl bg-night-2 pb-2.5 text-left hover:bg-night-3"
    >
      <span className="block overflow-hidden rounded-2xl transition-transform duration-200 ease-out-soft motion-safe:group-hover:scale-[1.03]">
        <ProductPicture product={cover} className="aspect-square" />
      </span>
      <span className="block truncate px-2.5 pt-2 text-xs text-mist-2">{department ?? '\u00a0'}</span>
      <span className="block truncate px-2.5 text-sm font-semibold">{name}</span>
    </button>
  );
}
