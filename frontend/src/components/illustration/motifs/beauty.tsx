import { ink, metal, paper, steel, type Colors } from '../colors';

export const lipstick = ({ main, dark, light }: Colors) => (
  <>
    <path d="M80 72l34-34c6 4 8 10 8 18v36H80z" fill={main} />
    <path d="M104 48l10-10c6 4 8 10 8 18v36h-18z" fill={dark} opacity=".5" />
    <rect x="76" y="86" width="50" height="28" rx="4" fill="#e6c06a" />
    <rect x="66" y="108" width="70" height="60" rx="8" fill={ink} />
    <path d="M78 118v38" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <path d="M84 90v20" stroke={paper} strokeWidth="4" strokeLinecap="round" opacity=".7" />
  </>
);

export const perfume = ({ main, dark, light }: Colors) => (
  <>
    <rect x="84" y="26" width="32" height="28" rx="6" fill="#e0b455" />
    <rect x="90" y="52" width="20" height="14" fill={metal} />
    <rect x="46" y="64" width="108" height="104" rx="20" fill={light} />
    <path d="M54 98h92v50a12 12 0 0 1-12 12H66a12 12 0 0 1-12-12z" fill={main} />
    <path d="M110 98h36v50a12 12 0 0 1-12 12h-24z" fill={dark} opacity=".45" />
    <rect x="76" y="110" width="48" height="28" rx="4" fill={paper} />
    <path d="M86 124h28" stroke={ink} strokeWidth="4" strokeLinecap="round" />
  </>
);

export const jar = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M40 88h120v60a20 20 0 0 1-20 20H60a20 20 0 0 1-20-20z" fill={main} />
    <path d="M116 88h44v60a20 20 0 0 1-20 20h-24z" fill={dark} opacity=".4" />
    <rect x="34" y="56" width="132" height="36" rx="12" fill={paper} />
    <path d="M34 76h132v4a12 12 0 0 1-12 12H46a12 12 0 0 1-12-12z" fill={metal} />
    <rect x="68" y="108" width="64" height="38" rx="8" fill={light} />
    <path d="M82 122h36M82 133h22" stroke={accent} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const pump = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 56V34h-34" fill="none" stroke={ink} strokeWidth="11" strokeLinecap="round" strokeLinejoin="round" />
    <rect x="82" y="48" width="36" height="20" rx="5" fill={ink} />
    <rect x="58" y="64" width="84" height="104" rx="18" fill={main} />
    <path d="M114 64h10a18 18 0 0 1 18 18v68a18 18 0 0 1-18 18h-10z" fill={dark} opacity=".45" />
    <rect x="58" y="98" width="84" height="42" fill={paper} />
    <path d="M76 114h48M76 126h30" stroke={accent} strokeWidth="5" strokeLinecap="round" />
    <path d="M70 80v10" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const palette = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M34 44h132v66H34z" fill={dark} />
    <rect x="42" y="52" width="116" height="52" rx="6" fill={metal} />
    <path d="M60 60l-12 36M80 58l-18 42" stroke={paper} strokeWidth="5" opacity=".8" />
    <rect x="28" y="106" width="144" height="60" rx="14" fill={ink} />
    <circle cx="58" cy="136" r="17" fill={main} />
    <circle cx="100" cy="136" r="17" fill={light} />
    <circle cx="142" cy="136" r="17" fill={accent} />
  </>
);

export const hairdryer = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M86 108h32l-8 52a10 10 0 0 1-10 8h-2a12 12 0 0 1-12-12z" fill={dark} />
    <rect x="36" y="48" width="108" height="66" rx="33" fill={main} />
    <path d="M36 88c20 14 80 14 108 0a33 33 0 0 1-33 26H69a33 33 0 0 1-33-26z" fill={dark} opacity=".45" />
    <path d="M142 62l32-10v58l-32-10z" fill={ink} />
    <circle cx="72" cy="81" r="17" fill={ink} />
    <circle cx="72" cy="81" r="8" fill={accent} />
    <path d="M92 60h30" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const brush = ({ main, dark, light, accent }: Colors) => (
  <g transform="rotate(38 100 100)">
    <path d="M82 20c4-10 32-10 36 0l6 44H76z" fill={accent} />
    <path d="M88 24l-2 36M100 20v40M112 24l2 36" stroke={ink} strokeWidth="2.5" opacity=".3" />
    <rect x="80" y="62" width="40" height="28" rx="4" fill={metal} />
    <path d="M84 90h32l-4 88a12 12 0 0 1-24 0z" fill={main} />
    <path d="M104 90h12l-4 88a12 12 0 0 1-8 11z" fill={dark} />
    <path d="M92 102v52" stroke={light} strokeWidth="4" strokeLinecap="round" />
  </g>
);

export const razor = ({ main, dark, light }: Colors) => (
  <g transform="rotate(-24 100 100)">
    <rect x="56" y="26" width="88" height="34" rx="10" fill={metal} />
    <path d="M64 38h72M64 48h72" stroke={steel} strokeWidth="4" strokeLinecap="round" />
    <path d="M86 58h28l-4 20H90z" fill={steel} />
    <rect x="84" y="74" width="32" height="104" rx="16" fill={main} />
    <path d="M104 74a16 16 0 0 1 12 16v72a16 16 0 0 1-12 15z" fill={dark} />
    <path d="M92 92v56" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </g>
);
