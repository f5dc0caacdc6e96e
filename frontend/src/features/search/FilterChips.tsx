import { Icon } from '@/components/Icon';
import type { FilterKind } from '@/lib/api/types';
import type { FilterChip } from './filters';

type Props = { chips: readonly FilterChip[]; onRemove: (kind: FilterKind) => void };

/** FilterChips lists the filters found in a query. Each can be removed. */
export function FilterChips({ chips, onRemove }: Props) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters from your search" className="flex flex-wrap gap-2 pb-4">
      {chips.map(({ kind, label }) => (
        <li key={kind} className="flex min-w-0 items-center rounded-full bg-night-3 pl-4">
          <span className="truncate">{label}</span>
          <button
            type="button"
            aria-label={`Remove filter: ${label}`}
            className="grid size-11 shrink-0 place-items-center rounded-full text-mist-2 outline-offset-[-4px] hover:text-mist"
            onClick={() => onRemove(kind)}
          >
            <Icon name="close" className="size-4" />
          </button>
        </li>
      ))}
    </ul>
  );
}
