import { Link } from 'react-router';

/** ProductLink leads to the page of a product in the console. */
export function ProductLink({ id, title }: { id: string; title?: string | undefined }) {
  return (
    <Link to={`/products/${encodeURIComponent(id)}`} className="text-lilac underline underline-offset-3 hover:no-underline">
      {title || id}
    </Link>
  );
}
