import { memo, useId } from 'react';
import { colorsOf, ink, stableHash } from './colors';
import { motifs, type MotifName } from './motifs';

type Props = { productId: string; motif: MotifName; title: string };

/** Illustration draws a product without a photo. It shows the motif in the product's color, in front of a wall that fills the box. */
export const Illustration = memo(function Illustration({ productId, motif, title }: Props) {
  const wall = useId();
  const colors = colorsOf(productId, title);
  const sunX = 20 + (stableHash(productId) % 160);
  return (
    <svg viewBox="0 0 200 200" className="size-full" aria-hidden preserveAspectRatio="xMidYMid meet">
      <linearGradient id={wall} gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="80" y2="200">
        <stop offset="0" stopColor={colors.wall[0]} />
        <stop offset="1" stopColor={colors.wall[1]} />
      </linearGradient>
      <rect x="-400" y="-400" width="1000" height="1000" fill={`url(#${wall})`} />
      <circle cx={sunX} cy="46" r="74" fill="white" opacity="0.22" />
      <ellipse cx="100" cy="176" rx="74" ry="9" fill={ink} opacity="0.16" />
      <g transform="translate(14 14) scale(0.86)">{motifs[motif](colors)}</g>
    </svg>
  );
});
