import { ink, metal, paper, steel, type Colors } from '../colors';

export const handbag = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M68 84c0-60 64-60 64 0" fill="none" stroke={dark} strokeWidth="10" strokeLinecap="round" />
    <path d="M44 80h112l14 76a10 10 0 0 1-10 12H40a10 10 0 0 1-10-12z" fill={main} />
    <path d="M112 80h44l14 76a10 10 0 0 1-10 12h-48z" fill={dark} opacity=".4" />
    <path d="M40 100h120l-8 26c-30 10-74 10-104 0z" fill={dark} opacity=".75" />
    <rect x="88" y="114" width="24" height="22" rx="6" fill={accent} />
    <path d="M52 92h34" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const backpack = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M80 48c0-26 40-26 40 0" fill="none" stroke={ink} strokeWidth="9" />
    <path d="M46 96c0-36 22-54 54-54s54 18 54 54v60a12 12 0 0 1-12 12H58a12 12 0 0 1-12-12z" fill={main} />
    <path d="M112 43c26 5 42 23 42 53v60a12 12 0 0 1-12 12h-30z" fill={dark} opacity=".4" />
    <rect x="62" y="106" width="76" height="48" rx="12" fill={dark} />
    <path d="M70 120h60" stroke={accent} strokeWidth="6" strokeLinecap="round" />
    <path d="M64 82h72" stroke={ink} strokeWidth="4" strokeLinecap="round" opacity=".5" />
    <path d="M60 76c2-10 8-17 16-21" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const wallet = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M58 62l84-20a8 8 0 0 1 10 6l4 16H58z" fill={accent} />
    <rect x="62" y="52" width="88" height="40" rx="6" fill={paper} />
    <rect x="30" y="64" width="140" height="96" rx="16" fill={main} />
    <path d="M30 130h140v14a16 16 0 0 1-16 16H46a16 16 0 0 1-16-16z" fill={dark} opacity=".5" />
    <path d="M122 96h48v34h-48a17 17 0 0 1 0-34z" fill={dark} />
    <circle cx="128" cy="113" r="7" fill={accent} />
    <path d="M42 80h50" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const belt = ({ main, dark, light }: Colors) => (
  <>
    <path d="M100 46c46 0 72 18 72 42s-26 44-72 44-72-20-72-44 26-42 72-42z" fill="none" stroke={dark} strokeWidth="20" />
    <path d="M30 98c4 24 32 42 70 42 20 0 38-5 51-13" fill="none" stroke={main} strokeWidth="24" />
    <path d="M36 112c10 12 26 19 46 21" fill="none" stroke={light} strokeWidth="4" strokeLinecap="round" />
    <rect x="84" y="118" width="46" height="42" rx="9" fill="none" stroke="#e0b455" strokeWidth="9" />
    <path d="M84 139h28" stroke="#e0b455" strokeWidth="7" strokeLinecap="round" />
  </>
);

export const suitcase = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M78 52V26h44v26" fill="none" stroke={steel} strokeWidth="8" strokeLinejoin="round" />
    <rect x="50" y="48" width="100" height="112" rx="18" fill={main} />
    <path d="M118 48h14a18 18 0 0 1 18 18v76a18 18 0 0 1-18 18h-14z" fill={dark} opacity=".45" />
    <path d="M72 62v84M100 62v84M128 62v84" stroke={dark} strokeWidth="6" strokeLinecap="round" />
    <path d="M60 72v40" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <rect x="88" y="92" width="24" height="16" rx="5" fill={accent} />
    <circle cx="68" cy="166" r="8" fill={ink} />
    <circle cx="132" cy="166" r="8" fill={ink} />
  </>
);

export const umbrella = ({ main, dark, light }: Colors) => (
  <>
    <path d="M100 92v56a14 14 0 0 0 28 0" fill="none" stroke={ink} strokeWidth="8" strokeLinecap="round" />
    <path d="M26 104a74 66 0 0 1 148 0c-10-12-26-12-37 0-10-12-27-12-37 0-10-12-27-12-37 0-11-12-27-12-37 0z" fill={main} />
    <path d="M100 38c22 12 36 40 37 66 11-12 27-12 37 0a74 66 0 0 0-74-66z" fill={dark} opacity=".55" />
    <path d="M100 38c-22 12-36 40-37 66" fill="none" stroke={light} strokeWidth="4" />
    <path d="M100 30v10" stroke={metal} strokeWidth="7" strokeLinecap="round" />
  </>
);

export const bottle = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="82" y="24" width="36" height="26" rx="7" fill={ink} />
    <path d="M78 52h44c18 10 20 24 20 40v62a14 14 0 0 1-14 14H72a14 14 0 0 1-14-14V92c0-16 2-30 20-40z" fill={main} />
    <path d="M112 52h10c18 10 20 24 20 40v62a14 14 0 0 1-14 14h-16z" fill={dark} opacity=".45" />
    <rect x="58" y="104" width="84" height="34" fill={accent} />
    <path d="M70 88v10M70 146v8" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);
