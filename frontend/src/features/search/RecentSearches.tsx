import { useRef } from 'react';
import { Icon } from '@/components/Icon';
import { ChipRow } from './ChipRow';
import type { RecentSearch } from './recentSearches';

type Props = {
  recents: RecentSearch[];
  onSearch: (query: string) => void;
  onRemove: (recent: RecentSearch) => void;
  onClear: () => void;
};

/** RecentSearches lists the shopper's recent searches, to repeat or remove them. */
export function RecentSearches({ recents, onSearch, onRemove, onClear }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  const keepFocus = () => title.current?.focus(); // the pressed button is about to disappear
  const clear = () => {
    keepFocus();
    onClear();
  };
  return (
    <ChipRow
      titleRef={title}
      title="Recent searches"
      action={
        <button
          type="button"
          onClick={clear}
          className="min-h-11 rounded-full px-3 text-sm font-semibold text-lilac hover:underline"
        >
          Clear all
        </button>
      }
    >
      {recents.map((recent) => (
        <li key={recent.query} className="flex max-w-72 shrink-0 items-center rounded-full bg-night-3">
          <button
            type="button"
            onClick={() => onSearch(recent.query)}
            className="flex min-h-11 min-w-0 items-center gap-2.5 rounded-full pl-4 hover:text-lilac"
          >
            <Icon name="clock" className="size-4 text-mist-2" />
            <span className="truncate">{recent.query}</span>
          </button>
          <button
            type="button"
            aria-label={`Remove “${recent.query}” from your recent searches`}
            className="grid size-11 shrink-0 place-items-center rounded-full text-mist-2 hover:text-mist"
            onClick={() => {
              keepFocus();
              onRemove(recent);
            }}
          >
            <Icon name="close" className="size-4" />
          </button>
        </li>
      ))}
    </ChipRow>
  );
}
