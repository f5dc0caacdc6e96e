import { memo, useId } from 'react';
import { coloursOf, stableHash } from './colours';
import { motifs, type MotifName } from './motifs';

type Props = { productId: string; motif: MotifName; words: string };

/** Illustration draws a product that has no photograph: a thing of its kind, in its colour, on a wall of its own that fills a box of any shape. */
export const Illustration = memo(function Illustration({ productId, motif, words }: Props) {
  const wall = useId();
  const colours = coloursOf(productId, words);
  const sunX = 20 + (stableHash(productId) % 160);
  return (
    <svg viewBox="0 0 200 200" className="size-full" aria-hidden preserveAspectRatio="xMidYMid meet">
      <linearGradient id={wall} gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="80" y2="200">
        <stop offset="0" stopColor={colours.wall[0]} />
        <stop offset="1" stopColor={colours.wall[1]} />
      </linearGradient>
      <rect x="-400" y="-400" width="1000" height="1000" fill={`url(#${wall})`} />
      <circle cx={sunX} cy="46" r="74" fill="#fff" opacity="0.22" />
      <ellipse cx="100" cy="176" rx="74" ry="9" fill="#2a2233" opacity="0.16" />
      <g transform="translate(14 14) scale(0.86)">{motifs[motif](colours)}</g>
    </svg>
  );
});
