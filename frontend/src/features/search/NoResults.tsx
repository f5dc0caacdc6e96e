import { Notice } from '@/components/Notice';
import { Categories } from './Categories';

type Props = {
  query: string;
  /** the label of the price filter, if there is one */
  priceFilter: string | undefined;
  onSearch: (query: string) => void;
};

/** NoResults suggests what to try next. It offers to remove the price filter, because only that filter excludes products. */
export function NoResults({ query, priceFilter, onSearch }: Props) {
  return (
    <>
      <Notice icon="search" title="No matches found">
        {priceFilter
          ? `Nothing matches at that price. Remove “${priceFilter}” above to see more.`
          : `Nothing matches “${query}”. Try fewer words: name the product, then who it’s for.`}
      </Notice>
      <Categories onSearch={onSearch} title="Browse popular categories" />
    </>
  );
}
