import type { MotifName } from '@/components/illustration/motifs';

/** A Category is a kind of thing that many look for; choosing it searches for its words. */
export type Category = { name: string; query: string; motif: MotifName; colour: string };

/** categories are the popular ones, most wanted first. */
export const categories: Category[] = [
  { name: 'Speakers', query: 'Bluetooth speaker', motif: 'speaker', colour: 'coral' },
  { name: 'Running', query: 'Running shoes', motif: 'sneaker', colour: 'cobalt' },
  { name: 'Ben 10', query: 'Ben 10', motif: 'robot', colour: 'green' },
  { name: 'Headphones', query: 'Headphones', motif: 'headphones', colour: 'violet' },
  { name: 'Dresses', query: 'Summer dress', motif: 'dress', colour: 'rose' },
  { name: 'Coffee', query: 'Coffee beans', motif: 'coffeeBag', colour: 'terracotta' },
  { name: 'Skin care', query: 'Face moisturizer', motif: 'jar', colour: 'peach' },
  { name: 'Consoles', query: 'Game controller', motif: 'gamepad', colour: 'purple' },
  { name: 'Camping', query: 'Camping tent', motif: 'tent', colour: 'forest' },
  { name: 'Games', query: 'Board game for family', motif: 'boardGame', colour: 'mustard' },
  { name: 'Lamps', query: 'Bedside lamp', motif: 'lamp', colour: 'amber' },
  { name: 'Dogs', query: 'Dog toys', motif: 'dog', colour: 'tan' },
];
