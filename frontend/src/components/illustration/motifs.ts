import * as audio from './motifs/audio';
import * as beauty from './motifs/beauty';
import * as carry from './motifs/carry';
import * as devices from './motifs/devices';
import * as food from './motifs/food';
import * as home from './motifs/home';
import * as kitchen from './motifs/kitchen';
import * as living from './motifs/living';
import * as outside from './motifs/outside';
import * as play from './motifs/play';
import * as wear from './motifs/wear';

/** motifs holds the drawings, as functions of their colors. */
export const motifs = {
  ...audio, ...beauty, ...carry, ...devices, ...food, ...home, ...kitchen, ...living, ...outside, ...play, ...wear,
};

export type MotifName = keyof typeof motifs;
