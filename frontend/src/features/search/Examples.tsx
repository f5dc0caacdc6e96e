import { ChipRow } from './ChipRow';

const examples = [
  'shoes for my 10-year-old son who likes Ben 10',
  'something warm for camping in October',
  'a quiet keyboard for the office',
];

/** Examples shows new shoppers that they can search in their own words. */
export function Examples({ onSearch }: { onSearch: (query: string) => void }) {
  return (
    <ChipRow title="Search in your own words">
      {examples.map((example) => (
        <li key={example} className="shrink-0">
          <button
            type="button"
            onClick={() => onSearch(example)}
            className="min-h-11 rounded-full bg-night-3 px-4 hover:bg-night-line"
          >
            “{example}”
          </button>
        </li>
      ))}
    </ChipRow>
  );
}
