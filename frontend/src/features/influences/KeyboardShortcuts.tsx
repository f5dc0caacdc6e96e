const keys: [string[], string][] = [
  [['↑', '↓'], 'or J and K: scroll'],
  [['M'], 'sound'],
  [['L'], 'like'],
  [['Space'], 'pause'],
  [['/'], 'search'],
];

/** KeyHelp lists the feed's keys. */
export function KeyHelp() {
  return (
    <section aria-labelledby="keys-title" className="px-5">
      <h2 id="keys-title" className="text-sm font-semibold text-mist-2">
        Keys
      </h2>
      <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-2 text-[13px] text-mist-2">
        {keys.map(([names, does]) => (
          <div key={does} className="flex items-center gap-1.5">
            <dt className="flex gap-1">
              {names.map((name) => (
                <kbd
                  key={name}
                  className="rounded-md border border-night-line bg-night-3 px-1.5 py-0.5 font-sans text-xs font-semibold text-mist"
                >
                  {name}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
