import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { colorsOf, ink, paper, type Colors } from '@/components/illustration/colors';
import { motifOf } from '@/components/illustration/motifOf';
import { motifs } from '@/components/illustration/motifs';

/** Pictured is the part of a product that its pictures show. */
export type Pictured = {
  productId: string;
  itemGroupId?: string;
  title: string;
  brand?: string;
  category?: string[];
  imageUrl?: string;
  additionalImageUrls?: string[];
};

/** picturesOf returns the pictures that the shop's own host serves for a product: their paths and SVG files. */
export function picturesOf(product: Pictured): Map<string, string> {
  const paths = [product.imageUrl, ...(product.additionalImageUrls ?? [])].filter((url) => url?.startsWith('/pictures/'));
  return new Map(paths.map((path, i) => [path!, draw(product, views[i]!)]));
}

type View = (motif: ReactElement, colors: Colors) => ReactElement;

/** views are the ways to show a product: from the front, close up, and as two of a kind. */
const views: View[] = [
  (motif) => (
    <>
      <circle cx="58" cy="46" r="74" fill="white" opacity=".22" />
      <ellipse cx="100" cy="180" rx="78" ry="9" fill={ink} opacity=".16" />
      <g transform="translate(7 10) scale(.93)">{motif}</g>
    </>
  ),
  (motif, { light }) => (
    <>
      <circle cx="100" cy="100" r="96" fill={light} opacity=".45" />
      <g transform="rotate(-8 100 100) translate(-72 -62) scale(1.66)">{motif}</g>
    </>
  ),
  (motif) => (
    <>
      <path d="M-400 128h1000v500H-400z" fill={paper} opacity=".5" />
      <g transform="translate(132 6) scale(-.62 .62)">{motif}</g>
      <ellipse cx="122" cy="184" rx="64" ry="7" fill={ink} opacity=".16" />
      <g transform="translate(50 50) scale(.72)">{motif}</g>
    </>
  ),
];

// draw returns an SVG file without a size: it fills its box, and the wall continues beyond the square in the middle.
function draw({ productId, itemGroupId, ...product }: Pictured, view: View): string {
  const colors = colorsOf(itemGroupId ?? productId, product.title);
  const turned = views.indexOf(view) % 2 === 1;
  const [top, bottom] = turned ? [...colors.wall].reverse() : colors.wall;
  return `${renderToStaticMarkup(
    <svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%">
      <svg viewBox="0 0 200 200" overflow="visible">
        <linearGradient id="wall" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="80" y2="200">
          <stop offset="0" stopColor={top} />
          <stop offset="1" stopColor={bottom} />
        </linearGradient>
        <rect x="-400" y="-400" width="1000" height="1000" fill="url(#wall)" />
        {view(createElement(motifs[motifOf(product)], colors), colors)}
      </svg>
    </svg>,
  )}\n`;
}
