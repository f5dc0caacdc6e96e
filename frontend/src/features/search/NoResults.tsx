import { Notice } from '@/components/Notice';
import { Categories } from './Categories';
import type { FilterChip } from './filters';

type Props = {
  query: string;
  /** the label of a filter that excludes products, if there is one */
  filter: FilterChip | undefined;
  onSearch: (query: string) => void;
};

/** NoResults suggests what to try next. It offers to remove the price or the rating, because only these filters exclude products. */
export function NoResults({ query, filter, onSearch }: Props) {
  return (
    <>
      <Notice icon="search" title="No matches found">
        {filter
          ? `Nothing matches ${filter.kind === 'price' ? 'at that price' : 'with that rating'}. Remove “${filter.label}” above to see more.`
          : `Nothing matches “${query}”. Try fewer words: name the product, then who it’s for.`}
      </Notice>
      <Categories onSearch={onSearch} title="Browse popular categories" />
    </>
  );
}
