import { NotFound } from '@/components/NotFound';

/** NotFoundPage is the page for an unknown URL. */
export function NotFoundPage() {
  return (
    <NotFound icon="search" title="Page not found">
      The address may be wrong, or the page may have been removed.
    </NotFound>
  );
}
