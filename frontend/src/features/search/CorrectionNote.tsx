import { Link } from 'react-router';
import type { Correction } from '@/lib/api/types';
import { asTypedLink } from './filters';

/** CorrectionNote tells the shopper which query was searched for, and links to the results of the query as typed. */
export function CorrectionNote({ correction: { from, to } }: { correction: Correction }) {
  return (
    <p role="note" className="pb-4 [overflow-wrap:anywhere]">
      Results for <strong>{to}</strong>.{' '}
      <Link to={asTypedLink(from)} className="text-lilac underline underline-offset-4 hover:no-underline">
        Search instead for <em>{from}</em>
      </Link>
    </p>
  );
}
