import { CardFrame } from './CardFrame';

/** CardSkeleton is the placeholder of a card that is loading. */
export function CardSkeleton() {
  return (
    <CardFrame kicker="Picked for you" title="Finding your picks…">
      <div className="grid min-h-0 flex-1 grid-rows-[repeat(3,minmax(0,1fr))] gap-1" aria-hidden>
        {[0, 1, 2].map((i) => (
          <div key={i} className="flex min-h-0 gap-3.5 p-1.5">
            <div className="skeleton aspect-square h-full max-w-[40%] rounded-xl" />
            <div className="flex flex-1 flex-col gap-2 py-1">
              <div className="skeleton h-4 w-11/12 rounded" />
              <div className="skeleton h-4 w-2/3 rounded" />
              <div className="skeleton h-3 w-1/3 rounded" />
              <div className="mt-auto flex justify-between">
                <div className="skeleton h-6 w-20 rounded" />
                <div className="skeleton h-9 w-16 rounded-full" />
              </div>
            </div>
          </div>
        ))}
      </div>
      <div className="h-11" />
    </CardFrame>
  );
}
