import { Icon } from '@/components/Icon';
import { changeText, directionOf } from '../lib/intervals';
import type { Interval } from '../lib/types';

const icons = { up: 'up', down: 'down', unclear: 'minus' } as const;
const colors = { up: 'text-lilac', down: 'text-ember-text', unclear: 'text-mist-2' };

/** ChangeMark says in words whether a rate changed since the period before, with an arrow. */
export function ChangeMark({ change }: { change: Interval | undefined }) {
  const direction = change ? directionOf(change) : 'unclear';
  return (
    <span className={`inline-flex items-start gap-1 text-left ${colors[direction]}`}>
      <Icon name={icons[direction]} className="mt-0.5 size-4" />
      {changeText(change)}
    </span>
  );
}
