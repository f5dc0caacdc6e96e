import { ink, metal, paper, steel, wood, woodDark, type Colors } from '../colors';

export const dog = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M50 62c-20 4-26 44-12 56 12 4 20-10 22-26zM150 62c20 4 26 44 12 56-12 4-20-10-22-26z" fill={dark} />
    <path d="M100 42c36 0 54 22 52 56-2 40-26 66-52 66s-50-26-52-66c-2-34 16-56 52-56z" fill={main} />
    <ellipse cx="100" cy="128" rx="27" ry="26" fill={light} />
    <circle cx="78" cy="92" r="7" fill={ink} /><circle cx="122" cy="92" r="7" fill={ink} />
    <path d="M86 114h28c0 12-8 16-14 16s-14-4-14-16z" fill={ink} />
    <path d="M100 130v8M94 144h12v8a6 6 0 0 1-12 0z" fill={accent} stroke={ink} strokeWidth="2.5" />
  </>
);

export const cat = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M46 84V34l34 24h40l34-24v50c10 50-20 82-54 82s-64-32-54-82z" fill={main} />
    <path d="M56 52l16 12-14 12zM144 52l-16 12 14 12z" fill={accent} />
    <path d="M88 58l4 20 8-20 8 20 4-20z" fill={dark} />
    <ellipse cx="76" cy="100" rx="9" ry="11" fill={paper} /><ellipse cx="124" cy="100" rx="9" ry="11" fill={paper} />
    <ellipse cx="76" cy="100" rx="4" ry="9" fill={ink} /><ellipse cx="124" cy="100" rx="4" ry="9" fill={ink} />
    <path d="M93 118h14l-7 8zM100 126c-4 10-14 10-18 4M100 126c4 10 14 10 18 4" fill={accent} stroke={ink} strokeWidth="3" strokeLinecap="round" />
    <path d="M62 124l-32-6M64 134l-30 6M138 124l32-6M136 134l30 6" stroke={light} strokeWidth="4" strokeLinecap="round" />
  </>
);

export const petBowl = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M52 92c10-24 86-24 96 0z" fill="#9a6236" /><circle cx="80" cy="80" r="9" fill="#b97b48" /><circle cx="104" cy="74" r="10" fill="#7e4c27" /><circle cx="126" cy="82" r="9" fill="#b97b48" />
    <path d="M42 92h116l20 64a8 8 0 0 1-8 10H30a8 8 0 0 1-8-10z" fill={main} />
    <path d="M120 92h38l20 64a8 8 0 0 1-8 10h-40z" fill={dark} opacity=".4" />
    <rect x="36" y="84" width="128" height="14" rx="7" fill={light} />
    <path d="M76 122a10 10 0 0 1 14 4h20a10 10 0 1 1 8 12 10 10 0 0 1-8 8H90a10 10 0 1 1-8-12 10 10 0 0 1-6-12z" fill={accent} />
  </>
);

export const babyBottle = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M88 40c0-18 24-18 24 0l4 18H84z" fill="#f3c9a0" />
    <rect x="68" y="54" width="64" height="22" rx="8" fill={main} />
    <path d="M72 76h56c10 10 14 18 14 30v44a18 18 0 0 1-18 18H76a18 18 0 0 1-18-18v-44c0-12 4-20 14-30z" fill={paper} />
    <path d="M58 112h84v38a18 18 0 0 1-18 18H76a18 18 0 0 1-18-18z" fill={light} />
    <path d="M116 76h12c10 10 14 18 14 30v44a18 18 0 0 1-18 18h-8z" fill={dark} opacity=".2" />
    <path d="M66 116h18M66 130h12M66 144h18" stroke={accent} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const stroller = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M150 60c16-10 26-14 32-12M64 130l20 20M134 130l-22 20M58 150L140 96" stroke={steel} strokeWidth="7" strokeLinecap="round" />
    <path d="M40 96h112c0 30-22 46-54 46s-58-16-58-46z" fill={main} />
    <path d="M40 92c0-36 26-58 60-58v58z" fill={dark} /><path d="M54 92c0-26 16-44 46-52v52z" fill={main} />
    <path d="M100 34v58M76 42l20 48" stroke={light} strokeWidth="4" /><rect x="34" y="86" width="122" height="12" rx="6" fill={accent} />
    <circle cx="62" cy="156" r="15" fill={ink} /><circle cx="62" cy="156" r="6" fill={metal} /><circle cx="134" cy="156" r="15" fill={ink} /><circle cx="134" cy="156" r="6" fill={metal} />
  </>
);

export const romper = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M68 40c10 14 54 14 64 0l34 22-14 30-18-8v44c0 24-12 34-18 40H98h-14c-6-6-18-16-18-40V84l-18 8-14-30z" fill={main} />
    <path d="M110 50c10-1 18-4 22-10l34 22-14 30-18-8v44c0 24-12 34-18 40h-14z" fill={dark} opacity=".35" />
    <path d="M100 92c6-14 26-8 20 8-4 10-14 14-20 20-6-6-16-10-20-20-6-16 14-22 20-8z" fill={accent} />
    <path d="M68 40c10 14 54 14 64 0" fill="none" stroke={light} strokeWidth="6" strokeLinecap="round" />
    <circle cx="92" cy="158" r="3.5" fill={paper} /><circle cx="108" cy="158" r="3.5" fill={paper} />
  </>
);

export const book = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M48 40h92a12 12 0 0 1 12 12v104H62a14 14 0 0 1-14-14z" fill={main} />
    <path d="M62 142h90v24H62a12 12 0 0 1 0-24z" fill={paper} />
    <path d="M62 150h90M62 158h90" stroke={metal} strokeWidth="3" />
    <path d="M48 52a12 12 0 0 1 12-12h6v104h-4a14 14 0 0 0-14 10z" fill={dark} />
    <rect x="82" y="62" width="54" height="34" rx="4" fill={light} /><path d="M90 74h38M90 84h24" stroke={ink} strokeWidth="4" strokeLinecap="round" />
    <path d="M118 142v38l9-8 9 8v-38z" fill={accent} />
  </>
);

export const pencil = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="30" y="50" width="104" height="118" rx="10" fill={main} /><path d="M30 60a10 10 0 0 1 10-10h12v118H40a10 10 0 0 1-10-10z" fill={dark} />
    <rect x="66" y="70" width="52" height="28" rx="4" fill={paper} /><path d="M74 84h34" stroke={accent} strokeWidth="4" strokeLinecap="round" />
    <g transform="rotate(24 148 110)"><rect x="136" y="44" width="24" height="96" fill="#ffc145" /><path d="M152 44h8v96h-8z" fill="#d99a20" /><path d="M136 140h24l-12 30z" fill="#f3d9b0" /><path d="M144 160h8l-4 10z" fill={ink} /><rect x="136" y="30" width="24" height="16" rx="5" fill={light} /></g>
  </>
);

export const desk = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M34 104v64M166 104v64" stroke={woodDark} strokeWidth="10" strokeLinecap="round" />
    <rect x="18" y="92" width="164" height="16" rx="6" fill={wood} /><rect x="112" y="106" width="50" height="40" rx="4" fill={wood} /><circle cx="137" cy="126" r="5" fill={woodDark} />
    <rect x="58" y="36" width="76" height="48" rx="6" fill={ink} /><rect x="64" y="42" width="64" height="36" rx="3" fill={main} /><path d="M64 64c20-18 38 6 64-14v28H64z" fill={light} opacity=".8" />
    <path d="M90 84h12v8H90z" fill={steel} /><path d="M150 92V74h16v18z" fill={accent} /><path d="M154 74l-3-18M160 74l4-16" stroke={dark} strokeWidth="4" strokeLinecap="round" />
  </>
);

export const medicine = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="62" y="28" width="76" height="28" rx="8" fill={paper} /><path d="M74 32v20M88 32v20M102 32v20M116 32v20M128 32v20" stroke={metal} strokeWidth="4" />
    <rect x="52" y="56" width="96" height="112" rx="16" fill={main} /><path d="M118 56h14a16 16 0 0 1 16 16v80a16 16 0 0 1-16 16h-14z" fill={dark} opacity=".4" />
    <rect x="52" y="84" width="96" height="58" fill={paper} /><path d="M100 94v38M81 113h38" stroke={accent} strokeWidth="13" strokeLinecap="round" /><path d="M64 66v8" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const gift = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 66C70 66 60 30 80 28c16-2 20 22 20 38 0-16 4-40 20-38 20 2 10 38-20 38z" fill="none" stroke={accent} strokeWidth="9" strokeLinejoin="round" />
    <rect x="40" y="92" width="120" height="76" rx="8" fill={main} /><path d="M112 92h48v68a8 8 0 0 1-8 8h-40z" fill={dark} opacity=".4" />
    <rect x="30" y="64" width="140" height="32" rx="8" fill={light} /><path d="M88 64h24v104H88z" fill={accent} /><path d="M30 88h140v0a8 8 0 0 1-8 8H38a8 8 0 0 1-8-8z" fill={dark} opacity=".3" />
  </>
);
