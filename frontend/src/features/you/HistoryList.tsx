import { Link } from 'react-router';
import { Icon, type IconName } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { productPath } from '@/components/productPath';
import type { Interaction } from '@/lib/api/types';
import { timeAgo } from '@/lib/time';

const types: Record<Interaction['type'], { icon: IconName; label: string }> = {
  search: { icon: 'search', label: 'You searched for' },
  click: { icon: 'bag', label: 'You opened' },
  purchase: { icon: 'check', label: 'You bought' },
  dismiss: { icon: 'hidden', label: 'Not interested in' },
};

/** HistoryList lists interactions and marks those that influence the next card. */
export function HistoryList({ entries, onRemove }: { entries: Interaction[]; onRemove: (id: string) => void }) {
  return (
    <ul aria-label="Your history" className="divide-y divide-night-line/60">
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} onRemove={() => onRemove(entry.id)} />
      ))}
    </ul>
  );
}

function Entry({ entry, onRemove }: { entry: Interaction; onRemove: () => void }) {
  const { icon, label } = types[entry.type];
  const text = entry.query ?? entry.title ?? entry.productId ?? '';
  const to = entry.query ? `/search?${new URLSearchParams({ q: entry.query })}` : productPath(entry.productId ?? '');
  return (
    <li className="flex min-h-17 items-center gap-3.5 py-2">
      <span
        className={`grid size-11 shrink-0 place-items-center rounded-2xl ${entry.steers ? 'bg-violet text-paper' : 'bg-night-3 text-mist-2'}`}
      >
        <Icon name={icon} className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-[13px] text-mist-2">
          {label}
          {entry.quantity && entry.quantity > 1 && ` ${entry.quantity} ×`} ·{' '}
          <time dateTime={entry.createdAt}>{timeAgo(entry.createdAt)}</time>
          {entry.steers && (
            <span className="rounded-full bg-violet px-2 py-px text-xs font-bold text-paper">influences your next card</span>
          )}
        </p>
        <Link to={to} className="line-clamp-1 rounded font-semibold hover:underline">
          {text}
        </Link>
      </div>
      <IconButton
        icon="trash"
        label={`Remove “${text}” from your history`}
        className="text-mist-2 hover:bg-night-3 hover:text-mist"
        onClick={onRemove}
      />
    </li>
  );
}

/** HistorySkeleton is the placeholder of a history that is loading. */
export function HistorySkeleton() {
  return (
    <div aria-hidden className="divide-y divide-night-line/60">
      {Array.from({ length: 6 }, (_, i) => (
        <div key={i} className="flex h-17 items-center gap-3.5">
          <div className="skeleton size-11 rounded-2xl" />
          <div className="flex flex-1 flex-col gap-2">
            <div className="skeleton h-3 w-1/4 rounded" />
            <div className="skeleton h-4 w-2/3 rounded" />
          </div>
        </div>
      ))}
    </div>
  );
}
