import { ink, leaf, leafDark, metal, paper, steel, wood, woodDark, type Colors } from '../colors';

export const lamp = ({ main, dark, light }: Colors) => (
  <>
    <path d="M100 92v62" stroke={steel} strokeWidth="9" />
    <ellipse cx="100" cy="162" rx="38" ry="9" fill={ink} />
    <path d="M44 106h112l26 54H18z" fill="#fff3c4" opacity=".45" />
    <path d="M72 34h56l30 74H42z" fill={main} />
    <path d="M106 34h22l30 74h-40z" fill={dark} opacity=".45" />
    <path d="M76 48l-18 46" stroke={light} strokeWidth="6" strokeLinecap="round" />
    <path d="M100 108v16" stroke={ink} strokeWidth="3" />
  </>
);

export const sofa = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M46 160v10M154 160v10" stroke={woodDark} strokeWidth="10" strokeLinecap="round" />
    <rect x="38" y="58" width="124" height="70" rx="22" fill={dark} />
    <rect x="46" y="58" width="54" height="66" rx="16" fill={main} />
    <rect x="100" y="58" width="54" height="66" rx="16" fill={main} />
    <rect x="44" y="108" width="112" height="36" rx="12" fill={light} />
    <path d="M20 100a16 16 0 0 1 32 0v36h96v-36a16 16 0 0 1 32 0v52a12 12 0 0 1-12 12H32a12 12 0 0 1-12-12z" fill={main} />
    <rect x="56" y="84" width="34" height="32" rx="8" fill={accent} transform="rotate(-10 73 100)" />
  </>
);

export const chair = ({ main, dark, light }: Colors) => (
  <>
    <path d="M62 128l-10 40M138 128l10 40M76 128v36M124 128v36" stroke={woodDark} strokeWidth="8" strokeLinecap="round" />
    <rect x="58" y="30" width="84" height="78" rx="24" fill={main} />
    <path d="M112 30h6a24 24 0 0 1 24 24v30a24 24 0 0 1-24 24h-6z" fill={dark} opacity=".45" />
    <rect x="48" y="104" width="104" height="28" rx="14" fill={dark} />
    <rect x="48" y="102" width="104" height="20" rx="10" fill={main} />
    <path d="M72 46v40" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const table = ({ main, dark, light }: Colors) => (
  <>
    <path d="M42 90l-8 78M158 90l8 78M66 90l-3 64M134 90l3 64" stroke={woodDark} strokeWidth="9" strokeLinecap="round" />
    <rect x="20" y="72" width="160" height="20" rx="8" fill={wood} />
    <rect x="20" y="84" width="160" height="8" rx="4" fill={woodDark} />
    <path d="M84 72c-8-16-4-24 2-34h28c6 10 10 18 2 34z" fill={main} />
    <path d="M104 38h10c6 10 10 18 2 34h-12z" fill={dark} opacity=".5" />
    <path d="M92 38c-4-12-14-14-16-22 12 0 18 8 20 16 0-12 6-20 12-22 4 10-2 20-6 28z" fill={leaf} />
    <path d="M90 48c-2 6-2 12 0 18" fill="none" stroke={light} strokeWidth="4" strokeLinecap="round" />
  </>
);

export const dresser = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M44 158l-4 12M156 158l4 12" stroke={woodDark} strokeWidth="9" strokeLinecap="round" />
    <rect x="32" y="46" width="136" height="114" rx="10" fill={main} />
    <rect x="26" y="40" width="148" height="14" rx="7" fill={dark} />
    <g fill={light}>
      <rect x="42" y="62" width="54" height="40" rx="5" /><rect x="104" y="62" width="54" height="40" rx="5" />
      <rect x="42" y="110" width="54" height="40" rx="5" /><rect x="104" y="110" width="54" height="40" rx="5" />
    </g>
    <g fill={accent}><circle cx="69" cy="82" r="5" /><circle cx="131" cy="82" r="5" /><circle cx="69" cy="130" r="5" /><circle cx="131" cy="130" r="5" /></g>
  </>
);

export const bed = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M30 150v18M170 150v18" stroke={woodDark} strokeWidth="10" strokeLinecap="round" />
    <path d="M26 52a18 18 0 0 1 18-18h112a18 18 0 0 1 18 18v70H26z" fill={wood} />
    <rect x="44" y="70" width="50" height="38" rx="14" fill={paper} />
    <rect x="106" y="70" width="50" height="38" rx="14" fill={paper} />
    <path d="M22 112c30-14 126-14 156 0v42H22z" fill={main} />
    <path d="M22 112c30-14 126-14 156 0v12c-36-12-120-12-156 0z" fill={light} />
    <path d="M130 106c20 1 38 3 48 6v42h-40z" fill={dark} opacity=".35" />
    <path d="M40 134h64" stroke={accent} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const cushion = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M44 50c30 10 82 10 112 0 12-4 18 4 14 14-10 28-10 52 0 80 4 10-2 18-14 14-30-10-82-10-112 0-12 4-18-4-14-14 10-28 10-52 0-80-4-10 2-18 14-14z" fill={main} />
    <path d="M120 56c14-1 26-3 36-6 12-4 18 4 14 14-10 28-10 52 0 80 4 10-2 18-14 14-10-3-22-6-36-7z" fill={dark} opacity=".35" />
    <path d="M100 70l34 34-34 34-34-34z" fill="none" stroke={accent} strokeWidth="7" strokeLinejoin="round" />
    <circle cx="100" cy="104" r="8" fill={accent} />
    <path d="M54 66c10 4 20 6 30 7" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const towel = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="34" y="118" width="132" height="48" rx="18" fill={dark} />
    <rect x="40" y="82" width="120" height="46" rx="18" fill={main} />
    <rect x="48" y="48" width="104" height="44" rx="18" fill={light} />
    <path d="M116 48v44M122 82v46M128 118v48" stroke={accent} strokeWidth="9" />
    <path d="M62 64h30M56 100h34M50 138h34" stroke={paper} strokeWidth="5" strokeLinecap="round" opacity=".7" />
  </>
);

export const clock = ({ main, dark, light, accent }: Colors) => (
  <>
    <circle cx="100" cy="100" r="66" fill={dark} />
    <circle cx="98" cy="98" r="64" fill={main} />
    <circle cx="98" cy="98" r="50" fill={paper} />
    <path d="M98 62v36l24 16" fill="none" stroke={ink} strokeWidth="8" strokeLinecap="round" strokeLinejoin="round" />
    <path d="M98 54v6M98 136v6M54 98h6M136 98h6" stroke={accent} strokeWidth="6" strokeLinecap="round" />
    <path d="M46 76a58 58 0 0 1 26-30" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const candle = ({ main, dark, light }: Colors) => (
  <>
    <path d="M100 26c14 18 18 26 18 34a18 18 0 0 1-36 0c0-8 4-16 18-34z" fill="#ffb347" />
    <path d="M100 46c7 9 9 13 9 18a9 9 0 0 1-18 0c0-5 2-9 9-18z" fill="#fff0b8" />
    <path d="M100 72v14" stroke={ink} strokeWidth="4" />
    <rect x="56" y="84" width="88" height="84" rx="14" fill={main} />
    <path d="M116 84h14a14 14 0 0 1 14 14v56a14 14 0 0 1-14 14h-14z" fill={dark} opacity=".45" />
    <ellipse cx="100" cy="88" rx="44" ry="10" fill={light} />
    <rect x="74" y="114" width="52" height="30" rx="5" fill={paper} />
  </>
);

export const frame = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="36" y="30" width="128" height="138" rx="6" fill={woodDark} />
    <rect x="46" y="40" width="108" height="118" fill={paper} />
    <rect x="58" y="52" width="84" height="94" fill={light} />
    <circle cx="114" cy="80" r="14" fill={accent} />
    <path d="M58 130l28-38 22 26 14-14 20 24v18H58z" fill={main} />
    <path d="M58 146v-8l34-18 50 20v6z" fill={dark} />
  </>
);

export const plant = ({ main, dark, light }: Colors) => (
  <>
    <path d="M100 118c-4-30-30-42-52-40 0 26 22 44 52 40z" fill={leaf} />
    <path d="M100 118c0-40 22-62 52-64 4 34-18 60-52 64z" fill={leafDark} />
    <path d="M100 120c-16-30-14-66 2-92 18 26 18 62-2 92z" fill={leaf} />
    <path d="M101 44v74M64 88c14 6 26 16 34 28M140 66c-16 12-30 30-38 50" fill="none" stroke="#9fd3a8" strokeWidth="3" strokeLinecap="round" />
    <path d="M60 114h80l-10 48a8 8 0 0 1-8 6H78a8 8 0 0 1-8-6z" fill={main} />
    <path d="M116 114h24l-10 48a8 8 0 0 1-8 6h-14z" fill={dark} opacity=".45" />
    <rect x="54" y="108" width="92" height="16" rx="6" fill={light} />
  </>
);

export const bouquet = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 168L76 92M100 168l2-86M100 168l26-72" stroke={leafDark} strokeWidth="6" strokeLinecap="round" />
    <path d="M60 104h80l-40 66z" fill={paper} />
    <path d="M100 104h40l-40 66z" fill={metal} opacity=".6" />
    <circle cx="68" cy="78" r="25" fill={main} /><circle cx="68" cy="78" r="10" fill={light} />
    <circle cx="132" cy="80" r="24" fill={accent} /><circle cx="132" cy="80" r="9" fill={paper} />
    <circle cx="100" cy="54" r="27" fill={light} /><circle cx="100" cy="54" r="11" fill={main} />
    <circle cx="100" cy="98" r="22" fill={dark} /><circle cx="100" cy="98" r="9" fill={light} />
    <path d="M82 138h36" stroke={main} strokeWidth="9" strokeLinecap="round" />
  </>
);

export const basket = ({ main, dark, light }: Colors) => (
  <>
    <path d="M56 84c0-56 88-56 88 0" fill="none" stroke={woodDark} strokeWidth="9" />
    <path d="M50 70c16-14 84-14 100 0v20H50z" fill={main} />
    <path d="M34 84h132l-14 76a10 10 0 0 1-10 8H58a10 10 0 0 1-10-8z" fill={wood} />
    <path d="M38 104h124M42 126h116M46 148h108" stroke={woodDark} strokeWidth="6" />
    <path d="M70 86l6 80M100 86v80M130 86l-6 80" stroke={woodDark} strokeWidth="5" opacity=".7" />
    <path d="M60 76c12-6 24-8 36-8" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <rect x="28" y="78" width="144" height="14" rx="7" fill={dark} opacity=".85" />
  </>
);

export const cleaning = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M76 58V40h44l22 10-4 12-18-4z" fill={accent} />
    <path d="M92 58l-8 22h-8" fill="none" stroke={ink} strokeWidth="7" strokeLinecap="round" />
    <path d="M84 56h34v16c16 10 24 24 24 44v42a10 10 0 0 1-10 10H70a10 10 0 0 1-10-10v-42c0-20 8-34 24-44z" fill={main} />
    <path d="M106 56h12v16c16 10 24 24 24 44v42a10 10 0 0 1-10 10h-26z" fill={dark} opacity=".45" />
    <rect x="60" y="112" width="82" height="36" fill={paper} />
    <path d="M100 118l4 8 9 1-6 7 1 9-8-4-8 4 1-9-6-7 9-1z" fill={accent} />
    <path d="M72 98c2-7 6-13 12-17" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const rug = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M56 56h110v92a20 20 0 0 1-20 20H76a20 20 0 0 0 20-20V96z" fill={main} />
    <path d="M56 56a20 20 0 0 1 20 20v72a20 20 0 0 0 20 20 20 20 0 0 1-40-8z" fill={dark} />
    <circle cx="56" cy="76" r="20" fill={light} />
    <circle cx="56" cy="76" r="9" fill={dark} />
    <path d="M92 78h60M92 98h60M92 132h60" stroke={accent} strokeWidth="6" />
    <path d="M92 114l15-9 15 9 15-9 15 9" fill="none" stroke={light} strokeWidth="5" />
    <path d="M110 168v8M126 168v8M142 168v8" stroke={steel} strokeWidth="4" />
  </>
);
