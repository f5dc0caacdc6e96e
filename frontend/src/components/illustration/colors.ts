/** Colors is the palette of one illustration. */
export type Colors = {
  /** the object, its shaded side and its lit side */
  main: string; dark: string; light: string;
  /** details that stand out from the object */
  accent: string;
  /** the gradient of the wall behind it, light to dark */
  wall: [string, string];
};

// Colors that all illustrations share.
export const ink = '#2a2233';
export const paper = '#fffaf2';
export const metal = '#cfd4dc';
export const steel = '#8d95a3';
export const wood = '#c08a57';
export const woodDark = '#8f5f36';
export const leaf = '#4d9a63';
export const leafDark = '#2f6e46';
export const glass = '#cfe8f2';

// Hue, saturation and lightness of the color names in titles. The longest name wins: "navy blue" before "blue".
const named: Record<string, [number, number, number]> = {
  black: [265, 8, 24], charcoal: [250, 7, 34], graphite: [240, 6, 38], grey: [240, 5, 58], gray: [240, 5, 58], silver: [220, 10, 72], steel: [215, 10, 62],
  white: [35, 20, 93], ivory: [44, 45, 90], cream: [42, 55, 86], beige: [36, 38, 76], sand: [38, 42, 72], oatmeal: [36, 30, 78], natural: [34, 38, 70],
  brown: [24, 45, 38], chocolate: [20, 48, 30], tan: [30, 45, 58], camel: [32, 50, 55], walnut: [24, 42, 36], oak: [34, 48, 62], khaki: [50, 28, 54], copper: [20, 58, 50], bronze: [28, 48, 44],
  red: [356, 70, 52], crimson: [348, 72, 45], burgundy: [345, 52, 32], maroon: [350, 55, 31], wine: [342, 50, 34], rust: [14, 62, 45], terracotta: [14, 55, 55], coral: [8, 82, 66],
  orange: [24, 88, 56], peach: [22, 85, 76], amber: [38, 90, 54], gold: [44, 68, 56], mustard: [44, 76, 50], yellow: [48, 90, 58], lemon: [54, 90, 64],
  green: [142, 42, 42], olive: [72, 34, 38], sage: [110, 18, 60], mint: [156, 46, 70], lime: [84, 62, 50], emerald: [156, 60, 34], forest: [148, 42, 27],
  teal: [182, 54, 36], turquoise: [176, 56, 52], aqua: [184, 60, 60], blue: [216, 64, 52], navy: [224, 48, 28], sky: [204, 70, 70], cobalt: [222, 74, 46], denim: [215, 38, 44],
  purple: [272, 46, 48], violet: [262, 52, 54], lavender: [262, 48, 76], lilac: [276, 42, 74], plum: [308, 34, 36], mauve: [300, 22, 60], magenta: [318, 66, 50],
  pink: [338, 74, 74], rose: [344, 62, 66], blush: [350, 58, 82], 'rose gold': [14, 48, 70], 'navy blue': [224, 48, 28], 'light blue': [204, 66, 74], 'pale blue': [204, 52, 78],
};
const names = new RegExp(`\\b(${Object.keys(named).sort((a, b) => b.length - a.length).join('|')})\\b`, 'gi');

// Colors for products without a color in the title.
const defaults: [number, number, number][] = [
  [356, 66, 56], [14, 74, 58], [32, 82, 58], [46, 82, 56], [150, 40, 44], [178, 48, 40], [204, 58, 54], [222, 56, 50], [258, 46, 58], [322, 48, 56], [338, 62, 66], [24, 40, 42],
];

const hsl = (h: number, s: number, l: number) => `hsl(${Math.round((h + 360) % 360)} ${Math.round(s)}% ${Math.round(Math.max(4, Math.min(97, l)))}%)`;

/** stableHash returns a non-negative integer that depends only on the text (FNV-1a). */
export function stableHash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return (h ^ (h >>> 15)) >>> 0;
}

/** colorsOf returns the colors of a product's illustration. They depend on the color in its title, or else on its ID. */
export function colorsOf(productId: string, title: string): Colors {
  const name = [...title.matchAll(names)].at(-1)?.[0].toLowerCase();
  const id = stableHash(productId);
  const [h, s, l] = (name && named[name]) || defaults[id % defaults.length]!;
  const turn = [150, 190, 35, -40][(id >>> 4) % 4]!; // the wall's hue, relative to the object's
  const wall = s < 22 ? defaults[(id >>> 6) % defaults.length]![0] : h + turn;
  const wallLight = l > 80 ? 78 : 90;
  return {
    main: hsl(h, s, l), dark: hsl(h - 6, s * 1.02, l * 0.72), light: hsl(h + 6, s * 0.95, l + (100 - l) * 0.38),
    accent: hsl(h + 180 + turn * 0.2, Math.max(48, s * 0.9), l > 60 ? 46 : 66),
    wall: [hsl(wall, 52, wallLight), hsl(wall + 14, 46, wallLight - 13)],
  };
}
