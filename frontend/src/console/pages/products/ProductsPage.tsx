import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/Button';
import type { Card } from '@/lib/api/types';
import { formatPrice } from '@/lib/money';
import { DataTable, type Column } from '../../components/DataTable';
import { Field } from '../../components/Field';
import { Loaded } from '../../components/Loaded';
import { Page, Panel } from '../../components/Page';
import { ProductLink } from '../../components/ProductLink';
import { availabilityName } from './names';
import { productsOptions } from './products';

/** ProductsPage searches the catalog. The URL contains the query. */
export function ProductsPage() {
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const products = useQuery(productsOptions(q));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('q');
    setParams({ q: typeof typed === 'string' ? typed.trim() : '' });
  };
  return (
    <Page title="Products" intro="Find a product by its title, brand or ID, and see it as the shop does.">
      <form role="search" onSubmit={submit} className="flex items-end gap-3">
        <Field key={q} label="Search the catalog" name="q" type="search" defaultValue={q} className="flex-1" required />
        <Button type="submit" look="ember">
          Search
        </Button>
      </form>
      {q !== '' && (
        <Panel title={`Results for “${q}”`}>
          <Loaded query={products} subject="the products">
            {({ products: found }) => (
              <DataTable
                caption={`Products for “${q}”`}
                file="products"
                rows={found}
                keyOf={(product) => product.productId}
                columns={columns}
                empty="No product matches."
              />
            )}
          </Loaded>
        </Panel>
      )}
    </Page>
  );
}

const columns: Column<Card>[] = [
  { name: 'Product', value: (p) => p.title, show: (p) => <ProductLink id={p.productId} title={p.title} /> },
  { name: 'ID', value: (p) => p.productId },
  { name: 'Brand', value: (p) => p.brand ?? '' },
  { name: 'Category', value: (p) => (p.category ?? []).join(' › ') },
  { name: 'Price', numeric: true, value: (p) => (p.price ? formatPrice(p.price) : '') },
  { name: 'Availability', value: (p) => availabilityName(p.availability) },
];
