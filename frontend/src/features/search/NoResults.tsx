import { Notice } from '@/components/Notice';
import { Categories } from './Categories';

/** NoResults helps on where a search found nothing. */
export function NoResults({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  return (
    <>
      <Notice icon="search" title="No luck with that one">
        Nothing in the shop is near “{query}”. Fewer words often find more: name the thing itself, then who it is for.
      </Notice>
      <Categories onSearch={onSearch} title="Or look around" />
    </>
  );
}
