import { IconButton } from '@/components/IconButton';
import { maxQuantity } from '@/lib/basket/change';

type Props = { name: string; quantity: number; onChange: (quantity: number) => void };

/** QuantityStepper changes how many items the shopper wants. Removing the last one has its own button. */
export function QuantityStepper({ name, quantity, onChange }: Props) {
  const look = 'text-ink hover:bg-paper-line disabled:opacity-40';
  return (
    <div role="group" aria-label={`Quantity of ${name}`} className="flex items-center rounded-full bg-paper-2">
      <IconButton
        icon="minus"
        label="One less"
        className={look}
        aria-disabled={quantity <= 1}
        onClick={() => quantity > 1 && onChange(quantity - 1)}
      />
      <output aria-label="Quantity" className="min-w-7 text-center font-semibold text-ink tabular-nums">
        {quantity}
      </output>
      <IconButton
        icon="plus"
        label="One more"
        className={look}
        aria-disabled={quantity >= maxQuantity}
        onClick={() => quantity < maxQuantity && onChange(quantity + 1)}
      />
    </div>
  );
}
