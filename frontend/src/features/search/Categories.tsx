import { Illustration } from '@/components/illustration/Illustration';
import { categories } from './categories';

/** Categories are tiles to start from. */
export function Categories({ onSearch, title }: { onSearch: (query: string) => void; title: string }) {
  return (
    <section aria-labelledby="categories-title">
      <h2 id="categories-title" className="pb-3 font-display text-xl font-bold">
        {title}
      </h2>
      <ul className="grid grid-cols-3 gap-3 sm:grid-cols-4 lg:grid-cols-6">
        {categories.map(({ name, query, motif, colour }) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => onSearch(query)}
              className="group w-full rounded-2xl bg-night-2 pb-2.5 text-left hover:bg-night-3"
            >
              <span className="block aspect-square overflow-hidden rounded-2xl transition-transform duration-200 ease-out-soft motion-safe:group-hover:scale-[1.03]">
                <Illustration productId={name} motif={motif} words={colour} />
              </span>
              <span className="block truncate px-2.5 pt-2 text-sm font-semibold">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
