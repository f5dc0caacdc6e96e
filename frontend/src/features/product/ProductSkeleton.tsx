/** ProductSkeleton is the placeholder of a product that is loading. */
export function ProductSkeleton() {
  return (
    <div className="paper grid overflow-hidden rounded-3xl md:grid-cols-2" aria-busy>
      <h1 className="sr-only">Loading product</h1>
      <div className="skeleton aspect-[4/3] md:aspect-auto md:min-h-[30rem]" />
      <div className="flex flex-col gap-4 p-5 sm:p-8" aria-hidden>
        <div className="skeleton h-4 w-2/5 rounded" />
        <div className="skeleton h-8 w-11/12 rounded" />
        <div className="skeleton h-5 w-1/4 rounded" />
        <div className="skeleton h-9 w-2/5 rounded" />
        <div className="skeleton h-13 w-44 rounded-full" />
        <div className="skeleton h-32 w-full rounded" />
      </div>
    </div>
  );
}
