import { useLetterShortcuts } from '@/lib/useShortcuts';

const shortcuts: [string[], string][] = [
  [['↑', '↓'], 'or J and K to scroll'],
  [['M'], 'sound'],
  [['C'], 'captions'],
  [['L'], 'like'],
  [['Space'], 'pause'],
  [['/'], 'search'],
];

/** KeyboardShortcuts lists the feed's keyboard shortcuts. */
export function KeyboardShortcuts() {
  const [letters, setLetters] = useLetterShortcuts();
  return (
    <section aria-labelledby="shortcuts-title" className="px-5">
      <h2 id="shortcuts-title" className="text-sm font-semibold text-mist-2">
        Keyboard shortcuts
      </h2>
      <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-2 text-[13px] text-mist-2">
        {shortcuts
          .filter(([names]) => letters || !names.some(isCharacter))
          .map(([names, action]) => (
            <div key={action} className="flex items-center gap-1.5">
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
              <dd>{action}</dd>
            </div>
          ))}
      </dl>
      <label className="mt-3 flex min-h-9 w-fit cursor-pointer items-center gap-2 text-[13px] text-mist-2">
        <input type="checkbox" className="size-4 accent-lilac" checked={letters} onChange={(e) => setLetters(e.target.checked)} />
        Use single keys as shortcuts
      </label>
    </section>
  );
}

const isCharacter = (name: string) => name.length === 1 && !'↑↓'.includes(name);
