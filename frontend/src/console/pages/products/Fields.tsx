import type { Product } from '@/lib/api/types';
import { DataTable } from '../../components/DataTable';
import { Panel } from '../../components/Page';
import { fieldText } from './fieldText';

/** Fields lists all fields of a product. */
export function Fields({ product }: { product: Product }) {
  const rows = Object.entries(product).map(([name, value]) => ({ name, text: fieldText(value) }));
  return (
    <Panel title="Fields">
      <DataTable
        caption="Fields of the product"
        file={`product-${product.productId}`}
        rows={rows}
        keyOf={(row) => row.name}
        columns={[
          { name: 'Field', value: (row) => row.name },
          { name: 'Value', value: (row) => row.text },
        ]}
        empty="The product has no fields."
      />
    </Panel>
  );
}
