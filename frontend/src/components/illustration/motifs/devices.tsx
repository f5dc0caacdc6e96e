import { glass, ink, metal, paper, steel, type Colors } from '../colors';

export const phone = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="62" y="26" width="76" height="144" rx="16" fill={dark} />
    <rect x="58" y="26" width="76" height="144" rx="16" fill={ink} />
    <rect x="64" y="33" width="64" height="130" rx="10" fill={main} />
    <path d="M64 120c20-26 40 6 64-24v57a10 10 0 0 1-10 10H74a10 10 0 0 1-10-10z" fill={light} opacity=".8" />
    <circle cx="106" cy="74" r="15" fill={accent} />
    <rect x="86" y="38" width="20" height="6" rx="3" fill={ink} />
  </>
);

export const phoneCase = ({ main, dark, light }: Colors) => (
  <g transform="rotate(-8 100 100)">
    <rect x="60" y="28" width="80" height="142" rx="18" fill={main} />
    <path d="M122 28a18 18 0 0 1 18 18v106a18 18 0 0 1-18 18h-8V28z" fill={dark} opacity=".4" />
    <rect x="70" y="38" width="38" height="40" rx="12" fill={ink} />
    <circle cx="82" cy="50" r="7" fill={glass} />
    <circle cx="96" cy="66" r="7" fill={glass} />
    <path d="M70 96v52" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </g>
);

export const charger = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M138 116c30 0 30 44 0 44h-26" fill="none" stroke={ink} strokeWidth="7" strokeLinecap="round" />
    <rect x="54" y="42" width="76" height="112" rx="16" fill={main} />
    <path d="M108 42h6a16 16 0 0 1 16 16v80a16 16 0 0 1-16 16h-6z" fill={dark} opacity=".5" />
    <path d="M98 70L78 104h14l-6 28 26-38H96z" fill={accent} />
    <path d="M64 60v30" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <rect x="94" y="152" width="24" height="15" rx="4" fill={metal} />
  </>
);

export const laptop = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="42" y="48" width="116" height="84" rx="10" fill={ink} />
    <rect x="50" y="56" width="100" height="68" rx="4" fill={main} />
    <path d="M50 104c26-32 48 8 100-30v46a4 4 0 0 1-4 4H54a4 4 0 0 1-4-4z" fill={light} opacity=".75" />
    <circle cx="122" cy="76" r="9" fill={accent} />
    <path d="M24 134h152l-9 20a8 8 0 0 1-7 5H40a8 8 0 0 1-7-5z" fill={metal} />
    <path d="M80 134h40l-4 8H84z" fill={steel} />
    <path d="M30 148h140l-3 6a8 8 0 0 1-7 5H40a8 8 0 0 1-7-5z" fill={dark} opacity=".25" />
  </>
);

export const keyboard = ({ main, dark, light, accent }: Colors) => (
  <g transform="rotate(-7 100 110)">
    <rect x="20" y="70" width="160" height="80" rx="14" fill={dark} />
    <rect x="20" y="66" width="160" height="78" rx="14" fill={main} />
    <g fill={light}>
      {[76, 93, 110].map((y, row) => Array.from({ length: 8 }, (_, i) => <rect key={`${row}-${i}`} x={30 + i * 17.8} y={y} width="14" height="13" rx="3.5" />))}
    </g>
    <rect x="30" y="76" width="14" height="13" rx="3.5" fill={accent} />
    <rect x="65" y="127" width="66" height="11" rx="3.5" fill={paper} />
  </g>
);

export const mouse = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 50c0-18 20-16 20-30" fill="none" stroke={ink} strokeWidth="6" strokeLinecap="round" />
    <rect x="62" y="48" width="76" height="118" rx="38" fill={main} />
    <path d="M100 48a38 38 0 0 1 38 38v42a38 38 0 0 1-38 38z" fill={dark} opacity=".45" />
    <path d="M100 50v44M62 96h76" stroke={ink} strokeWidth="3" opacity=".5" />
    <rect x="94" y="62" width="12" height="26" rx="6" fill={accent} />
    <path d="M74 82v30" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const camera = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M70 60l10-18h40l10 18z" fill={ink} />
    <rect x="30" y="58" width="140" height="100" rx="18" fill={main} />
    <path d="M30 92h140v48a18 18 0 0 1-18 18H48a18 18 0 0 1-18-18z" fill={dark} opacity=".55" />
    <circle cx="100" cy="108" r="37" fill={ink} />
    <circle cx="100" cy="108" r="26" fill={accent} />
    <circle cx="100" cy="108" r="15" fill={ink} />
    <circle cx="91" cy="99" r="6" fill={paper} />
    <rect x="140" y="68" width="18" height="12" rx="4" fill={paper} />
    <rect x="42" y="68" width="22" height="8" rx="4" fill={light} />
  </>
);

export const securityCamera = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M46 166h52M72 164v-40" stroke={steel} strokeWidth="10" strokeLinecap="round" />
    <path d="M40 66l96-22 14 54-96 26a14 14 0 0 1-17-10l-7-30a14 14 0 0 1 10-18z" fill={main} />
    <path d="M36 96l108-27 6 29-96 26a14 14 0 0 1-17-10z" fill={dark} opacity=".45" />
    <circle cx="143" cy="72" r="27" fill={ink} />
    <circle cx="143" cy="72" r="15" fill={accent} />
    <circle cx="138" cy="66" r="5" fill={paper} />
    <path d="M54 72l40-9" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const gamepad = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M62 64h76c26 0 38 36 40 66 1 22-20 32-34 14l-16-20H72l-16 20c-14 18-35 8-34-14 2-30 14-66 40-66z" fill={main} />
    <path d="M128 124h-56l-16 20c-14 18-35 8-34-14 0 0 20 10 40-14h76c20 24 40 14 40 14 1 22-20 32-34 14z" fill={dark} opacity=".45" />
    <path d="M66 78v28M52 92h28" stroke={ink} strokeWidth="11" strokeLinecap="round" />
    <circle cx="134" cy="80" r="7" fill={accent} />
    <circle cx="134" cy="104" r="7" fill={light} />
    <circle cx="122" cy="92" r="7" fill={paper} />
    <circle cx="146" cy="92" r="7" fill={ink} />
    <rect x="91" y="76" width="18" height="7" rx="3.5" fill={ink} />
  </>
);

export const tv = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M70 164l10-16h40l10 16z" fill={steel} />
    <rect x="20" y="46" width="160" height="104" rx="10" fill={ink} />
    <rect x="28" y="54" width="144" height="88" rx="4" fill={main} />
    <path d="M28 120c30-40 50 4 78-26s40-12 66-20v64a4 4 0 0 1-4 4H32a4 4 0 0 1-4-4z" fill={light} opacity=".75" />
    <path d="M28 132c40-22 80 8 144-20v26a4 4 0 0 1-4 4H32a4 4 0 0 1-4-4z" fill={dark} opacity=".6" />
    <circle cx="136" cy="76" r="11" fill={accent} />
  </>
);

export const drive = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 130c0 22 34 8 34 34" fill="none" stroke={ink} strokeWidth="7" strokeLinecap="round" />
    <rect x="52" y="36" width="96" height="110" rx="16" fill={main} />
    <path d="M52 112h96v18a16 16 0 0 1-16 16H68a16 16 0 0 1-16-16z" fill={dark} />
    <path d="M66 54h44M66 68h28" stroke={light} strokeWidth="6" strokeLinecap="round" />
    <circle cx="132" cy="129" r="5" fill={accent} />
    <circle cx="116" cy="129" r="5" fill={light} />
  </>
);

export const smartHome = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 34l66 54v70a10 10 0 0 1-10 10H44a10 10 0 0 1-10-10V88z" fill={main} />
    <path d="M100 34l66 54v70a10 10 0 0 1-10 10h-56z" fill={dark} opacity=".35" />
    <path d="M24 94l76-62 76 62" fill="none" stroke={ink} strokeWidth="11" strokeLinecap="round" strokeLinejoin="round" />
    <path d="M64 108a51 51 0 0 1 72 0M78 124a31 31 0 0 1 44 0" fill="none" stroke={light} strokeWidth="9" strokeLinecap="round" />
    <circle cx="100" cy="142" r="9" fill={accent} />
  </>
);
