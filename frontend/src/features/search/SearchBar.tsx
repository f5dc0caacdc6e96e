import { useEffect, useRef, type FormEvent } from 'react';
import { BackButton } from '@/components/BackButton';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';

type Props = { typed: string; onType: (text: string) => void; onSubmit: (text: string) => void; focusOnMount: boolean };

/** SearchBar is the search field. It sends a request only on submit. */
export function SearchBar({ typed, onType, onSubmit, focusOnMount }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusOnMount) field.current?.focus();
  }, [focusOnMount]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(typed);
    if (typed.trim()) field.current?.blur(); // hides a phone's keyboard
  };
  return (
    <div className="sticky top-0 z-20 -mx-4 flex items-center gap-1 bg-night/95 px-2 py-2.5 sm:-mx-6 sm:px-4">
      <BackButton />
      <form
        role="search"
        onSubmit={submit}
        className="flex min-w-0 flex-1 items-center rounded-full bg-night-3 pl-4 focus-within:ring-2 focus-within:ring-lilac"
      >
        <Icon name="search" className="size-5 text-mist-2" />
        <input
          ref={field}
          type="search"
          name="q"
          value={typed}
          maxLength={2000}
          enterKeyHint="search"
          autoComplete="off"
          aria-label="Search the shop"
          placeholder="What are you looking for?"
          onChange={(e) => onType(e.target.value)}
          className="min-h-12 min-w-0 flex-1 bg-transparent px-3 text-base text-mist outline-none placeholder:text-mist-2 [&::-webkit-search-cancel-button]:hidden"
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
    </div>
  );
}
