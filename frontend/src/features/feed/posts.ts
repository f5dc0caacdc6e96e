/** A Clip is one video file. scripts/videos made all of them for this project. */
export type Clip = {
  file: string;
  /** describes the video for screen readers */
  about: string;
  /** the background colors around the video on a wide screen */
  glow: [string, string];
  hasSound: boolean;
};

/** A Post is a clip with its author and caption. */
export type Post = { id: string; clip: Clip; author: string; handle: string; caption: string; sound: string; likes: number };

const clips = {
  drive: { file: 'drive', about: 'A neon road runs into a striped sun', glow: ['#ff3d7f', '#23e6ff'], hasSound: true },
  ocean: { file: 'ocean', about: 'A low sun over a slow sea', glow: ['#ff8a4d', '#6a2f8a'], hasSound: true },
  jelly: { file: 'jelly', about: 'Jellyfish breathe in deep water', glow: ['#1d5fbf', '#ff8ad4'], hasSound: false },
  paper: { file: 'paper', about: 'Cut-paper mountains pass under a paper sun', glow: ['#ff9f78', '#683a70'], hasSound: false },
  vinyl: { file: 'vinyl', about: 'A record turns under warm light', glow: ['#f3c9a0', '#2a9d8f'], hasSound: true },
  aurora: { file: 'aurora', about: 'Northern lights over a ridge and a lake', glow: ['#45f5a4', '#8a4dff'], hasSound: false },
  coffee: { file: 'coffee', about: 'Steam rises from a cup in morning light', glow: ['#c08a57', '#2d4a4a'], hasSound: false },
  bloom: { file: 'bloom', about: 'Dots flow outwards in a spiral', glow: ['#ffd23f', '#c2287f'], hasSound: false },
  rain: { file: 'rain', about: 'Rain runs down a window at night', glow: ['#37a9b8', '#4d5f8f'], hasSound: true },
  lava: { file: 'lava', about: 'Warm wax rises and sinks', glow: ['#ff6a3d', '#7a1460'], hasSound: false },
  galaxy: { file: 'galaxy', about: 'A galaxy turns', glow: ['#6a4fd0', '#1767a8'], hasSound: false },
  marble: { file: 'marble', about: 'Poured paint swirls', glow: ['#f2566b', '#1d8a8a'], hasSound: false },
  bokeh: { file: 'bokeh', about: 'City lights at night, out of focus', glow: ['#ffb14a', '#8f7bff'], hasSound: false },
} satisfies Record<string, Clip>;

const authors = {
  nia: ['Nia Okoro', 'niadrives'],
  tom: ['Tomás Vale', 'tomasvale'],
  ida: ['Ida Lindqvist', 'ida.makes'],
  ken: ['Ken Amano', 'kenamano'],
  lou: ['Lou & the Loops', 'loutheloops'],
  mae: ['Mae Whitford', 'maewhitford'],
  sol: ['Solveig Dahl', 'solveigdahl'],
  raj: ['Raj Patel', 'rajtinkers'],
} satisfies Record<string, [string, string]>;

function post(clip: keyof typeof clips, by: keyof typeof authors, caption: string, sound: string, likes: number): Post {
  const [author, handle] = authors[by];
  return { id: `${clip}-${by}`, clip: clips[clip], author, handle, caption, sound, likes };
}

/** laps holds the posts of the feed. Every lap shows each clip once. After the last lap the feed repeats them in another order. */
export const laps: Post[][] = [
  [
    post(
      'drive',
      'nia',
      'POV: no plans, full tank, the sun that never sets #nightdrive #synth',
      'Overdrive · Lou & the Loops',
      48_200,
    ),
    post('ocean', 'tom', 'Stayed for one more minute. Then an hour. #goldenhour', 'Slow tide · original sound', 91_700),
    post('jelly', 'mae', 'they have no brain and still do this better than me #calm', 'Blue room · Mae Whitford', 120_400),
    post('vinyl', 'lou', 'Side B deserves more love. What is on your turntable?', 'Side B · Lou & the Loops', 23_900),
    post('aurora', 'sol', 'Minus nineteen and not one regret #northernlights', 'Winter hum · Solveig Dahl', 204_800),
    post('paper', 'ida', 'Six sheets of paper, one lamp, two cups of tea #papercraft', 'Scissors · Ida makes', 37_600),
    post('coffee', 'mae', 'first sip rule: nobody talks until the steam is gone', 'Morning · original sound', 64_100),
    post('bloom', 'ken', '137.5 degrees. That is the whole trick #math #satisfying', 'Golden angle · Ken Amano', 152_000),
    post('rain', 'tom', 'Rain list: blanket, book, no alarms', 'Window seat · original sound', 77_300),
    post('lava', 'raj', 'Found it in the attic. Still the best TV in the house.', 'Wax · Raj Patel', 18_500),
    post('galaxy', 'ken', 'zoom out. further. there you go.', 'Half turn · Ken Amano', 98_800),
    post('marble', 'ida', 'Pour day! Nobody walk past the table #fluidart', 'Pour · Ida makes', 41_300),
    post('bokeh', 'nia', 'took my glasses off and the city got better', 'Crosstown · Lou & the Loops', 56_000),
  ],
  [
    post('ocean', 'sol', 'Last swim of the year. I think. #sea', 'Slow tide · original sound', 33_400),
    post('lava', 'lou', 'visualizer for the new one out Friday', 'Slow burn · Lou & the Loops', 29_700),
    post('galaxy', 'sol', 'my ceiling projector understood the assignment', 'Half turn · Ken Amano', 15_800),
    post('paper', 'raj', 'laser cutter says hi #papercraft #maker', 'Scissors · Ida makes', 11_200),
    post('drive', 'lou', 'Eight hours of this and a playlist. Go.', 'Overdrive · Lou & the Loops', 67_500),
    post('coffee', 'raj', 'grind finer, they said', 'Morning · original sound', 20_600),
    post('marble', 'mae', 'accidentally made my next phone wallpaper', 'Pour · Ida makes', 72_900),
    post('bokeh', 'tom', 'late bus, good seat', 'Crosstown · Lou & the Loops', 26_100),
    post('jelly', 'ken', 'a pulse, drawn with three sines #creativecoding', 'Blue room · Mae Whitford', 83_000),
    post('bloom', 'ida', 'and now as a tablecloth, please', 'Golden angle · Ken Amano', 44_400),
    post('vinyl', 'tom', 'Grandpa’s records sound like his kitchen', 'Side B · Lou & the Loops', 38_200),
    post('rain', 'ida', 'studio weather', 'Window seat · original sound', 17_900),
    post('aurora', 'nia', 'drove four hours for eleven minutes. worth it.', 'Winter hum · Solveig Dahl', 130_600),
  ],
];

export const videoUrl = (clip: Clip) => `/videos/${clip.file}.mp4`;
export const posterUrl = (clip: Clip) => `/videos/${clip.file}.webp`;
