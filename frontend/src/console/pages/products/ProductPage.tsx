import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isNotFound } from '@/lib/api/problem';
import { Notice } from '@/components/Notice';
import { ProductPicture } from '@/components/ProductPicture';
import type { Card } from '@/lib/api/types';
import { formatPrice } from '@/lib/money';
import { DataTable } from '../../components/DataTable';
import { FiguresTable } from '../../components/FiguresTable';
import { Loaded } from '../../components/Loaded';
import { Page, Panel } from '../../components/Page';
import { ProductLink } from '../../components/ProductLink';
import { useMay } from '../../lib/member';
import type { ProductView } from '../../lib/types';
import { EditProduct } from './EditProduct';
import { Fields } from './Fields';
import { Shown } from './Shown';
import { productOptions } from './products';

/** ProductPage shows a product as the system sees it. */
export function ProductPage() {
  const { productId = '' } = useParams();
  const query = useQuery(productOptions(productId));
  if (isNotFound(query.error))
    return (
      <Page title="Product not found">
        <Notice icon="bag" title="The catalog has no such product">{`No product has the ID ${productId}.`}</Notice>
      </Page>
    );
  return (
    <Page title={query.data?.product.title ?? 'Product'} intro={`ID ${productId}`}>
      <Loaded query={query} subject="the product">
        {(view) => <Details view={view} />}
      </Loaded>
    </Page>
  );
}

function Details({ view }: { view: ProductView }) {
  const editor = useMay('editor');
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-6 md:grid-cols-[12rem_minmax(0,1fr)]">
        <ProductPicture product={view.product} className="paper aspect-square w-full max-w-48 rounded-3xl" />
        <Shown view={view} />
      </div>
      {editor && <EditProduct key={view.version} view={view} />}
      <Panel title="Figures" intro="Of the last 7 days, against the 7 days before.">
        <FiguresTable
          caption="Figures of the product by surface"
          file={`figures-${view.product.productId}`}
          rows={view.figures}
          empty="No shopper has seen this product in the last 7 days."
        />
      </Panel>
      <Panel title="Nearest neighbors" intro="The products that the index places nearest to this one.">
        <DataTable
          caption="Nearest neighbors"
          file={`neighbors-${view.product.productId}`}
          rows={view.neighbors}
          keyOf={(p) => p.productId}
          columns={neighborColumns}
          empty="The index does not contain this product, so it has no neighbors."
        />
      </Panel>
      <Fields product={view.product} />
    </div>
  );
}

const neighborColumns = [
  { name: 'Product', value: (p: Card) => p.title, show: (p: Card) => <ProductLink id={p.productId} title={p.title} /> },
  { name: 'Brand', value: (p: Card) => p.brand ?? '' },
  { name: 'Price', numeric: true, value: (p: Card) => (p.price ? formatPrice(p.price) : '') },
];
