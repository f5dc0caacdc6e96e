import { Notice } from '@/components/Notice';
import { Categories } from './Categories';

type Props = {
  query: string;
  /** what was understood of what it may cost, in words */
  price: string | undefined;
  onSearch: (query: string) => void;
};

/** NoResults helps on where a search found nothing: a price is a bound that nothing passes, the rest are only hints. */
export function NoResults({ query, price, onSearch }: Props) {
  return (
    <>
      <Notice icon="search" title="No luck with that one">
        {price
          ? `We have nothing for it at that price. Take “${price}” back, above, to see what there is.`
          : `Nothing in the shop is near “${query}”. Fewer words often find more: name the thing itself, then who it is for.`}
      </Notice>
      <Categories onSearch={onSearch} title="Or look around" />
    </>
  );
}
