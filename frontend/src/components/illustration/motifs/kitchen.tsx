import { glass, ink, leaf, metal, paper, steel, wood, woodDark, type Colors } from '../colors';

export const pan = ({ main, dark, light }: Colors) => (
  <>
    <path d="M128 108l52-44" stroke={woodDark} strokeWidth="15" strokeLinecap="round" />
    <ellipse cx="86" cy="128" rx="66" ry="34" fill={dark} />
    <ellipse cx="86" cy="120" rx="66" ry="33" fill={main} />
    <ellipse cx="86" cy="120" rx="53" ry="25" fill={ink} />
    <path d="M58 114c10-14 38-16 50-6 16 4 16 18 2 22-18 8-56 4-52-16z" fill={paper} />
    <circle cx="86" cy="117" r="11" fill="#ffc145" />
    <path d="M32 112a60 28 0 0 1 30-16" fill="none" stroke={light} strokeWidth="4" strokeLinecap="round" />
  </>
);

export const pot = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M36 96H22v20h16M164 96h14v20h-16" fill="none" stroke={ink} strokeWidth="9" strokeLinejoin="round" />
    <path d="M36 82h128v58a24 24 0 0 1-24 24H60a24 24 0 0 1-24-24z" fill={main} />
    <path d="M118 82h46v58a24 24 0 0 1-24 24h-22z" fill={dark} opacity=".45" />
    <path d="M30 82a70 34 0 0 1 140 0z" fill={light} />
    <rect x="26" y="76" width="148" height="14" rx="7" fill={dark} />
    <circle cx="100" cy="46" r="10" fill={accent} />
    <path d="M54 104v26" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const knife = ({ main, dark, light }: Colors) => (
  <g transform="rotate(42 100 100)">
    <path d="M82 12c26 12 38 44 38 98H82z" fill={metal} />
    <path d="M108 36c8 18 12 42 12 74h-12z" fill={steel} opacity=".6" />
    <rect x="80" y="106" width="42" height="12" rx="4" fill={steel} />
    <path d="M84 118h34l-3 66a12 12 0 0 1-14 11 14 14 0 0 1-14-11z" fill={main} />
    <path d="M104 118h14l-3 66a12 12 0 0 1-9 11z" fill={dark} />
    <g fill={light}><circle cx="100" cy="134" r="3.5" /><circle cx="100" cy="156" r="3.5" /></g>
  </g>
);

export const utensils = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M74 100L58 34M126 100l16-64M100 100V40" stroke={wood} strokeWidth="8" strokeLinecap="round" />
    <ellipse cx="56" cy="36" rx="15" ry="21" fill={wood} transform="rotate(-14 56 36)" />
    <path d="M86 22h28v34a14 14 0 0 1-28 0z" fill={accent} />
    <path d="M134 20l22 6-6 30-22-6z" fill={metal} />
    <path d="M56 92h88l-6 66a11 11 0 0 1-11 10H73a11 11 0 0 1-11-10z" fill={main} />
    <path d="M114 92h30l-6 66a11 11 0 0 1-11 10h-13z" fill={dark} opacity=".45" />
    <path d="M70 106l4 44" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const mug = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M132 84h18a22 22 0 0 1 0 48h-18" fill="none" stroke={dark} strokeWidth="12" />
    <path d="M44 70h96v74a22 22 0 0 1-22 22H66a22 22 0 0 1-22-22z" fill={main} />
    <path d="M108 70h32v74a22 22 0 0 1-22 22h-10z" fill={dark} opacity=".4" />
    <ellipse cx="92" cy="70" rx="48" ry="13" fill={light} />
    <ellipse cx="92" cy="71" rx="39" ry="9" fill="#5b3420" />
    <path d="M44 112h96v14H44z" fill={accent} />
    <path d="M76 52c-8-10 8-14 0-26M100 52c-8-10 8-14 0-26" fill="none" stroke={paper} strokeWidth="5" strokeLinecap="round" opacity=".85" />
  </>
);

export const glassware = ({ main, dark, light }: Colors) => (
  <>
    <path d="M66 34h68l-8 62a26 26 0 0 1-52 0z" fill={glass} />
    <path d="M71 70h58l-3 26a26 26 0 0 1-52 0z" fill={main} />
    <path d="M104 70h25l-3 26a26 26 0 0 1-22 26z" fill={dark} opacity=".5" />
    <path d="M100 122v38M72 166h56" stroke={steel} strokeWidth="8" strokeLinecap="round" />
    <path d="M78 46l4 40" stroke={paper} strokeWidth="5" strokeLinecap="round" />
    <ellipse cx="100" cy="71" rx="29" ry="6" fill={light} />
  </>
);

export const bowl = ({ main, dark, light, accent }: Colors) => (
  <>
    <circle cx="76" cy="76" r="21" fill="#e2574c" />
    <circle cx="122" cy="78" r="19" fill="#ffb93b" />
    <circle cx="100" cy="66" r="19" fill={leaf} />
    <path d="M24 88h152c0 44-32 72-76 72s-76-28-76-72z" fill={main} />
    <path d="M118 88h58c0 40-27 67-66 71z" fill={dark} opacity=".4" />
    <path d="M30 104h140c-1 6-3 11-5 16H35c-2-5-4-10-5-16z" fill={accent} />
    <rect x="74" y="156" width="52" height="12" rx="5" fill={dark} />
    <path d="M44 128c6 10 14 16 24 20" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const coffeeMaker = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M48 36h96v36h-58v62h66v34H48z" fill={main} />
    <path d="M48 36h96v18H48z" fill={dark} />
    <rect x="48" y="146" width="104" height="22" rx="6" fill={ink} />
    <path d="M98 74h36v12H98z" fill={ink} />
    <path d="M94 96h46l-4 44a8 8 0 0 1-8 6h-22a8 8 0 0 1-8-6z" fill={glass} />
    <path d="M96 116h42l-2 24a8 8 0 0 1-8 6h-22a8 8 0 0 1-8-6z" fill="#5b3420" />
    <circle cx="66" cy="92" r="8" fill={accent} />
    <path d="M60 112v24" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const blender = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="76" y="24" width="48" height="14" rx="6" fill={ink} />
    <path d="M64 38h72l-10 80H74z" fill={glass} />
    <path d="M68 68h64l-6 50H74z" fill={accent} />
    <circle cx="92" cy="88" r="6" fill={paper} opacity=".7" />
    <circle cx="108" cy="100" r="5" fill={paper} opacity=".7" />
    <path d="M70 118h60l10 42a8 8 0 0 1-8 8H68a8 8 0 0 1-8-8z" fill={main} />
    <path d="M110 118h20l10 42a8 8 0 0 1-8 8h-18z" fill={dark} opacity=".5" />
    <circle cx="100" cy="144" r="11" fill={ink} />
    <circle cx="100" cy="144" r="5" fill={light} />
  </>
);

export const kettle = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M140 70c36-10 44 50 10 70" fill="none" stroke={ink} strokeWidth="12" strokeLinecap="round" />
    <path d="M66 64L30 84l20 26z" fill={dark} />
    <path d="M70 48h64l16 98a12 12 0 0 1-12 14H62a12 12 0 0 1-12-14z" fill={main} />
    <path d="M112 48h22l16 98a12 12 0 0 1-12 14h-22z" fill={dark} opacity=".4" />
    <path d="M68 50c6-20 62-20 68 0z" fill={light} />
    <circle cx="102" cy="32" r="7" fill={accent} />
    <rect x="48" y="156" width="106" height="12" rx="6" fill={ink} />
    <path d="M76 70l-10 66" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const fridge = ({ main, dark, light }: Colors) => (
  <>
    <path d="M64 164v8M136 164v8" stroke={ink} strokeWidth="9" strokeLinecap="round" />
    <rect x="50" y="24" width="100" height="144" rx="14" fill={main} />
    <path d="M118 24h18a14 14 0 0 1 14 14v116a14 14 0 0 1-14 14h-18z" fill={dark} opacity=".35" />
    <path d="M50 84h100" stroke={ink} strokeWidth="4" opacity=".5" />
    <path d="M66 50v20M66 100v32" stroke={ink} strokeWidth="8" strokeLinecap="round" />
    <path d="M84 38h34" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const washer = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="38" y="32" width="124" height="136" rx="14" fill={main} />
    <path d="M38 62h124" stroke={dark} strokeWidth="4" />
    <circle cx="58" cy="47" r="7" fill={accent} />
    <rect x="112" y="41" width="36" height="12" rx="6" fill={ink} />
    <circle cx="100" cy="114" r="43" fill={metal} />
    <circle cx="100" cy="114" r="33" fill={ink} />
    <path d="M67 116c12-14 22 8 34-4s20 4 32-2a33 33 0 0 1-66 6z" fill={light} />
  </>
);

export const fan = ({ main, dark, light }: Colors) => (
  <>
    <path d="M100 116v40" stroke={steel} strokeWidth="10" />
    <ellipse cx="100" cy="162" rx="40" ry="9" fill={ink} />
    <circle cx="100" cy="82" r="56" fill={paper} />
    <g fill={main}>
      <path d="M100 82c-8-20-4-44 12-46 14 4 10 32-12 46z" /><path d="M100 82c20-8 44-4 46 12-4 14-32 10-46-12z" />
      <path d="M100 82c8 20 4 44-12 46-14-4-10-32 12-46z" /><path d="M100 82c-20 8-44 4-46-12 4-14 32-10 46 12z" />
    </g>
    <circle cx="100" cy="82" r="56" fill="none" stroke={dark} strokeWidth="7" />
    <circle cx="100" cy="82" r="10" fill={ink} />
    <path d="M60 62a46 46 0 0 1 20-20" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const storageBox = ({ main, dark, light }: Colors) => (
  <>
    <path d="M36 70h128l-8 88a10 10 0 0 1-10 10H54a10 10 0 0 1-10-10z" fill={light} />
    <path d="M40 104h120l-5 54a10 10 0 0 1-10 10H55a10 10 0 0 1-10-10z" fill={main} />
    <path d="M120 104h40l-5 54a10 10 0 0 1-10 10h-25z" fill={dark} opacity=".4" />
    <rect x="28" y="52" width="144" height="24" rx="9" fill={dark} />
    <rect x="82" y="58" width="36" height="10" rx="5" fill={paper} />
    <path d="M54 84l4 60" stroke={paper} strokeWidth="5" strokeLinecap="round" opacity=".6" />
  </>
);
