import { useState, type FormEvent } from 'react';
import { Button } from '@/components/Button';
import { ApiError } from '@/lib/api/problem';
import { showToast } from '@/lib/toast';
import { Choice, Field } from '../../components/Field';
import { Panel } from '../../components/Page';
import { messageOf } from '../../lib/messages';
import type { ProductView } from '../../lib/types';
import { editOf, priceField } from './edit';
import { availabilities, states } from './names';
import { useEditProduct } from './products';

/** EditProduct changes the price, the availability and the state of a product. */
export function EditProduct({ view }: { view: ProductView }) {
  const { product } = view;
  const edit = useEditProduct(product.productId);
  const [problem, setProblem] = useState<{ field: string; text: string }>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const result = editOf(view, new FormData(event.currentTarget));
    setProblem(result.problem);
    if (result.problem) return;
    if (!result.edit) return showToast('Nothing to save');
    edit.mutate(result.edit, { onSuccess: () => showToast('Saved. Shoppers see it in a few seconds.') });
  };
  const errorOf = (field: string) => (problem?.field === field ? problem.text : undefined);
  const currency = (product.price ?? product.salePrice)?.currency ?? 'USD';
  return (
    <Panel title="Edit">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <Field
            label={`Price (${currency})`}
            name="price"
            inputMode="decimal"
            defaultValue={priceField(product.price)}
            error={errorOf('price')}
          />
          <Field
            label={`Sale price (${currency})`}
            name="salePrice"
            inputMode="decimal"
            defaultValue={priceField(product.salePrice)}
            hint="Empty: no sale."
            error={errorOf('salePrice')}
          />
          <Choice label="Availability" name="availability" defaultValue={product.availability ?? 'in_stock'}>
            <Options names={availabilities} />
          </Choice>
          <Choice label="State" name="state" defaultValue={product.state ?? ''}>
            <Options names={states} />
          </Choice>
        </div>
        {edit.isError && (
          <p role="alert" className="text-sm font-semibold text-rose">
            {edit.error instanceof ApiError && edit.error.status === 409
              ? 'Somebody else changed this product in the meantime. Reload the page to see it, then edit it again.'
              : messageOf(edit.error)}
          </p>
        )}
        <Button type="submit" look="ember" disabled={edit.isPending} className="self-start">
          Save
        </Button>
      </form>
    </Panel>
  );
}

const Options = ({ names }: { names: Record<string, string> }) =>
  Object.entries(names).map(([value, name]) => (
    <option key={value} value={value}>
      {name}
    </option>
  ));
