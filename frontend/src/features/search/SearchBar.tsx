import { useEffect, useRef, useState, type FormEvent } from 'react';
import { BackButton } from '@/components/BackButton';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { OptionList } from './OptionList';
import { groupsOf, type Option } from './options';
import { useCombobox } from './useCombobox';
import { useRecentSearches } from './useRecentSearches';
import { useSuggestions } from './useSuggestions';

type Props = {
  typed: string;
  onType: (text: string) => void;
  onSubmit: (text: string) => void;
  onOpenProduct: (productId: string) => void;
  focusOnMount: boolean;
};

/** SearchBar is the search field with its suggestions. It searches only on submit. */
export function SearchBar({ typed, onType, onSubmit, onOpenProduct, focusOnMount }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const { recents } = useRecentSearches();
  const [wanted, setWanted] = useState(false); // a page that opens with a query needs no suggestions
  const { suggestions, isFetching } = useSuggestions(wanted ? typed : '');
  const groups = wanted && typed.trim() ? groupsOf(typed, recents, suggestions) : [];
  const submit = (text: string) => {
    onSubmit(text);
    if (text.trim()) field.current?.blur(); // hides a phone's keyboard
  };
  const choose = ({ text, productId }: Option) => {
    if (productId) return onOpenProduct(productId);
    onType(text);
    submit(text);
  };
  const options = groups.flatMap((group) => group.options);
  const list = useCombobox({ options, wanted, onWant: setWanted, typed, onType, onChoose: choose });
  useEffect(() => {
    if (focusOnMount) field.current?.focus();
  }, [focusOnMount]);
  return (
    <div className="sticky top-0 z-20 -mx-4 flex items-center gap-1 bg-night/95 px-2 py-2.5 sm:-mx-6 sm:px-4">
      <BackButton />
      <div className="min-w-0 flex-1 sm:relative">
        <form
          role="search"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            list.close();
            submit(typed);
          }}
          className="flex min-w-0 items-center rounded-full bg-night-3 pl-4 focus-within:ring-2 focus-within:ring-lilac"
        >
          <Icon name="search" className="size-5 text-mist-2" />
          <input
            {...list.fieldProps}
            ref={field}
            type="text"
            inputMode="search"
            name="q"
            value={typed}
            maxLength={2000}
            enterKeyHint="search"
            autoComplete="off"
            autoCapitalize="none"
            aria-label="Search the shop"
            placeholder="What are you looking for?"
            className="min-h-12 min-w-0 flex-1 bg-transparent px-3 text-base text-mist outline-none placeholder:text-mist-2"
          />
          {typed && (
            <IconButton
              icon="close"
              label="Clear the search field"
              className="text-mist-2 hover:text-mist"
              onClick={() => {
                onType('');
                field.current?.focus();
              }}
            />
          )}
          <button
            type="submit"
            aria-label="Search"
            className="mr-1 grid size-10 shrink-0 place-items-center rounded-full bg-ember text-ink hover:bg-ember-light sm:w-24"
          >
            <Icon name="more" className="size-5" />
          </button>
        </form>
        {list.open && (
          <OptionList id={list.listId} groups={groups} active={list.active} optionId={list.optionId} onChoose={choose} />
        )}
        <p aria-live="polite" className="sr-only">
          {list.open && !isFetching && countOf(options.length)}
        </p>
      </div>
    </div>
  );
}

const countOf = (n: number) => (n === 1 ? '1 suggestion' : `${n} suggestions`);
