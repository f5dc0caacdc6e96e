/** BasketSkeleton is the placeholder of a basket that is loading. */
export function BasketSkeleton() {
  return (
    <div role="status" className="mt-5">
      <span className="sr-only">Loading your basket</span>
      <div aria-hidden className="paper flex flex-col gap-4 rounded-3xl p-5">
        {Array.from({ length: 3 }, (_, i) => (
          <div key={i} className="flex gap-4">
            <div className="skeleton size-24 rounded-2xl" />
            <div className="flex flex-1 flex-col gap-3 py-1">
              <div className="skeleton h-4 w-2/3 rounded" />
              <div className="skeleton h-4 w-1/3 rounded" />
              <div className="skeleton h-8 w-28 rounded-full" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
