import { useId, useState, type KeyboardEvent } from 'react';
import type { Option } from './options';

type Props = {
  options: Option[];
  /** whether the list is open if there are options */
  wanted: boolean;
  onWant: (wanted: boolean) => void;
  typed: string;
  onType: (text: string) => void;
  onChoose: (option: Option) => void;
};

/**
 * useCombobox gives a text field a list of options, as the ARIA practices describe an editable combobox with list autocomplete.
 * The focus stays in the field. The arrow keys choose an option, Enter takes it, and Escape closes the list.
 */
export function useCombobox({ options, wanted, onWant, typed, onType, onChoose }: Props) {
  const listId = useId();
  const [activeKey, setActiveKey] = useState<string>();
  const open = wanted && options.length > 0;
  const active = open ? options.findIndex(({ key }) => key === activeKey) : -1;
  const optionId = (index: number) => `${listId}-${index}`;

  const activate = (index: number) => {
    setActiveKey(options[index]?.key);
  };
  const close = () => {
    onWant(false);
    setActiveKey(undefined);
  };
  const actions: Record<string, () => boolean> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Home: () => active >= 0 && (activate(0), true),
    End: () => active >= 0 && (activate(options.length - 1), true),
    Enter: () => {
      const option = options[active];
      close();
      if (option) onChoose(option);
      return option !== undefined;
    },
    Escape: () => {
      if (!open && typed === '') return false;
      if (!open) onType('');
      close();
      return true;
    },
  };
  // move opens the list, or goes to the next or previous option, and from the last one to the field.
  function move(step: number): boolean {
    if (!wanted) onWant(true);
    const places = options.length + 1;
    if (open) activate(((active + 1 + step + places) % places) - 1);
    return open || typed.trim() !== '';
  }

  return {
    open,
    active,
    listId,
    optionId,
    close,
    fieldProps: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': open,
      'aria-controls': listId,
      'aria-activedescendant': active >= 0 ? optionId(active) : undefined,
      onBlur: close,
      onChange: (event: { target: { value: string } }) => {
        onType(event.target.value);
        onWant(event.target.value.trim() !== '');
        setActiveKey(undefined);
      },
      onKeyDown: (event: KeyboardEvent) => {
        // While an input method composes text, its keys are not ours. Safari sends code 229 for the key that ends it.
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        if (actions[event.key]?.()) event.preventDefault();
      },
    },
  } as const;
}
