import { Icon, type IconName } from '@/components/Icon';
import { ProductPicture } from '@/components/ProductPicture';
import { useVisibleHeight } from '@/lib/useVisibleHeight';
import type { Group, Option } from './options';

type Props = {
  id: string;
  groups: Group[];
  active: number;
  optionId: (index: number) => string;
  onChoose: (option: Option) => void;
};

const aroundList = 84; // pixels above the list, and a margin below it

/**
 * OptionList is the list below the search field. The field keeps the focus and handles the keys. The place of a group
 * or an option is part of its key: the options for another text are new ones, and do not move those of the last text.
 */
export function OptionList({ id, groups, active, optionId, onChoose }: Props) {
  const options = groups.flatMap((group) => group.options);
  // The navigation covers the end of the page, unless a keyboard covers both.
  const maxHeight = `calc(min(${useVisibleHeight()}px, 100dvh - var(--nav)) - ${aroundList}px)`;
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      tabIndex={-1}
      style={{ maxHeight }}
      onMouseDown={(event) => event.preventDefault()} // keeps the focus in the field
      className="absolute inset-x-2 top-full z-10 overflow-y-auto overscroll-contain rounded-2xl border border-night-line bg-night-2 py-2 shadow-xl sm:inset-x-0 sm:mt-2"
    >
      {groups.map(({ label, options: some }) => (
        <div key={`${label} ${options.indexOf(some[0]!)}`} role="group" aria-label={label}>
          <div aria-hidden className="px-4 pb-1 pt-2 text-xs font-semibold text-mist-2">
            {label}
          </div>
          {some.map((option) => {
            const index = options.indexOf(option);
            return (
              <OptionRow
                key={`${index} ${option.productId ?? ''}`}
                id={optionId(index)}
                option={option}
                selected={index === active}
                onChoose={() => onChoose(option)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

type RowProps = { id: string; option: Option; selected: boolean; onChoose: () => void };

const showActive = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' });

function OptionRow({ id, option, selected, onChoose }: RowProps) {
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field handles the keys
    <div
      ref={selected ? showActive : null}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onClick={onChoose}
      className="mx-2 flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-2 py-1 text-mist-2 hover:bg-night-3 aria-selected:bg-night-3 aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-lilac"
    >
      <Sign option={option} />
      <span className={`min-w-0 ${option.kind === 'product' ? 'line-clamp-2' : 'truncate'}`}>
        <MarkedText option={option} />
      </span>
    </div>
  );
}

const icons: Record<Exclude<Option['kind'], 'product'>, IconName> = {
  recent: 'clock',
  query: 'search',
  category: 'bag',
  brand: 'spark',
};

function Sign({ option }: { option: Option }) {
  const { kind, text, productId = '', imageUrl } = option;
  if (kind !== 'product') return <Icon name={icons[kind]} className="size-5" />;
  const product = { productId, title: text, ...(imageUrl && { imageUrl }) };
  return <ProductPicture product={product} className="size-10 shrink-0 rounded-lg" />;
}

function MarkedText({ option: { text, from, to } }: { option: Option }) {
  return (
    <>
      {text.slice(0, from)}
      <mark className="bg-transparent font-semibold text-mist">{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}
