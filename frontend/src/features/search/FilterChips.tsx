import { Icon } from '@/components/Icon';
import type { FilterKind } from '@/lib/api/types';
import type { Said } from './wishes';

type Props = { said: readonly Said[]; onTakeBack: (kind: FilterKind) => void };

/** Understood says back what a search was understood to say, each part to be taken back. Where that is nothing, it is nothing. */
export function Understood({ said, onTakeBack }: Props) {
  if (said.length === 0) return null;
  return (
    <ul aria-label="Understood from your words" className="flex flex-wrap gap-2 pb-4">
      {said.map(({ kind, words }) => (
        <li key={kind} className="flex min-w-0 items-center rounded-full bg-night-3 pl-4">
          <span className="truncate">{words}</span>
          <button
            type="button"
            aria-label={`Search without “${words}”`}
            className="grid size-11 shrink-0 place-items-center rounded-full text-mist-2 outline-offset-[-4px] hover:text-mist"
            onClick={() => onTakeBack(kind)}
          >
            <Icon name="close" className="size-4" />
          </button>
        </li>
      ))}
    </ul>
  );
}
