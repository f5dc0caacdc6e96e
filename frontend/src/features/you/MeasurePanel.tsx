import { useId } from 'react';
import { browserRefuses, setMeasured, useIsMeasured } from '@/lib/events/consent';
// The queue forgets what waits when the shopper refuses, so it must have loaded by then.
import '@/lib/events/queue';

/** MeasurePanel lets the shopper refuse to be measured on this device. */
export function MeasurePanel() {
  const measured = useIsMeasured();
  const byBrowser = browserRefuses();
  const note = useId();
  return (
    <section aria-labelledby="measure-title" className="flex flex-col gap-3 rounded-3xl bg-night-2 p-4 sm:p-6">
      <h2 id="measure-title" className="font-display text-xl font-bold">
        Your privacy
      </h2>
      <label className="flex min-h-11 cursor-pointer items-center gap-3 font-semibold">
        <input
          type="checkbox"
          role="switch"
          className="size-5 accent-violet"
          aria-describedby={note}
          checked={!measured}
          disabled={byBrowser}
          onChange={(event) => setMeasured(!event.target.checked)}
        />
        Don’t measure me
      </label>
      <p id={note} className="text-sm text-mist-2">
        {byBrowser
          ? 'Your browser asks shops not to measure you (Global Privacy Control), so ShopFYP doesn’t.'
          : 'ShopFYP counts which products are seen, opened and bought, without your name or account, to find out whether its picks are any good. If you turn this on, this device reports nothing.'}
      </p>
    </section>
  );
}
