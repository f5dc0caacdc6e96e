import { useState, type FormEvent } from 'react';
import { Button } from '@/components/Button';
import type { Card } from '@/lib/api/types';
import { Choice, Field } from '../../components/Field';
import { Panel } from '../../components/Page';
import { ProductLink } from '../../components/ProductLink';
import { messageOf } from '../../lib/messages';
import type { Rule } from '../../lib/types';
import { usePreview, type PreviewOf } from './rules';

/** PreviewPanel shows a search, or the card of a sample shopper, before and after a draft of a rule. */
export function PreviewPanel({ query: initial, draft }: { query: string; draft: () => Rule | undefined }) {
  const [query, setQuery] = useState(initial);
  const [of, setOf] = useState<PreviewOf>('search');
  const preview = usePreview();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const rule = draft();
    if (rule) preview.mutate({ of, query, rule });
  };
  return (
    <Panel title="Before and after" intro="The preview shows what the rule changes. It saves nothing.">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Choice label="Show" value={of} onChange={(e) => setOf(e.target.value as PreviewOf)}>
          <option value="search">The results of a search</option>
          <option value="card">The next card of a shopper who searched</option>
        </Choice>
        <Field
          label="Query to preview"
          value={query}
          onChange={(e) => setQuery(e.target.value)}
          className="min-w-0 flex-1 basis-48"
          required
        />
        <Button type="submit" disabled={preview.isPending}>
          Preview
        </Button>
      </form>
      <div role="status">
        {preview.isError && <p className="text-sm font-semibold text-rose">{messageOf(preview.error)}</p>}
        {preview.data && (
          <div className="grid gap-6 sm:grid-cols-2">
            <Ranking title="Before" products={preview.data.before} />
            <Ranking title="After" products={preview.data.after} />
          </div>
        )}
      </div>
    </Panel>
  );
}

function Ranking({ title, products }: { title: string; products: Card[] }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-2 font-semibold">{title}</h3>
      {products.length === 0 ? (
        <p className="text-mist-2">No results</p>
      ) : (
        <ol className="flex list-decimal flex-col gap-1.5 pl-6 text-sm">
          {products.map((product) => (
            <li key={product.productId} className="[overflow-wrap:anywhere]">
              <ProductLink id={product.productId} title={product.title} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
