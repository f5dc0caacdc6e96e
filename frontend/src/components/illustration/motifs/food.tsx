import { ink, leaf, leafDark, paper, type Colors } from '../colors';

export const snack = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M52 38l8 7 8-7 8 7 8-7 8 7 8-7 8 7 8-7 8 7 8-7 8 7 8-7v130l-8-7-8 7-8-7-8 7-8-7-8 7-8-7-8 7-8-7-8 7-8-7-8 7z" fill={main} />
    <path d="M116 41l8 4 8-7 8 7 8-7v130l-8-7-8 7-8-7-8 4z" fill={dark} opacity=".45" />
    <circle cx="100" cy="106" r="33" fill={paper} />
    <path d="M80 110c0-22 40-22 40 0 0 16-40 16-40 0z" fill={accent} />
    <path d="M86 108c8 4 20 4 28 0" fill="none" stroke={ink} strokeWidth="3" strokeLinecap="round" opacity=".4" />
    <path d="M64 58v22" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const coffeeBag = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M60 40h80l12 24v96a8 8 0 0 1-8 8H56a8 8 0 0 1-8-8V64z" fill={main} />
    <path d="M116 40h24l12 24v96a8 8 0 0 1-8 8h-28z" fill={dark} opacity=".4" />
    <path d="M58 30h84v18H58z" fill={dark} />
    <circle cx="100" cy="112" r="34" fill={paper} />
    <ellipse cx="100" cy="112" rx="15" ry="22" fill="#6a3d21" transform="rotate(28 100 112)" />
    <path d="M108 94c-14 12-4 22-16 36" fill="none" stroke={light} strokeWidth="4" strokeLinecap="round" />
    <path d="M62 66h28" stroke={accent} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const tea = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M112 60c20-30 44-20 44 6" fill="none" stroke={ink} strokeWidth="3" />
    <rect x="142" y="64" width="26" height="28" rx="4" fill={accent} />
    <path d="M44 58h112v98a12 12 0 0 1-12 12H56a12 12 0 0 1-12-12z" fill={main} />
    <path d="M112 58h44v98a12 12 0 0 1-12 12h-32z" fill={dark} opacity=".4" />
    <rect x="38" y="40" width="124" height="26" rx="9" fill={dark} />
    <circle cx="96" cy="116" r="32" fill={paper} />
    <path d="M76 124c2-24 20-32 40-28 0 24-16 36-40 28zM78 124c10-10 18-16 28-20" fill={leaf} stroke={leafDark} strokeWidth="3" />
    <path d="M58 80v20" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const fruit = ({ light }: Colors) => (
  <>
    <path d="M100 62c0-20 8-30 20-34" fill="none" stroke="#7a4a25" strokeWidth="7" strokeLinecap="round" />
    <path d="M104 50c10-22 34-24 46-16-8 20-28 26-46 16z" fill={leaf} />
    <path d="M100 64c30-16 64 4 60 48-3 36-28 62-60 52-32 10-57-16-60-52-4-44 30-64 60-48z" fill="#e2453c" />
    <path d="M112 60c28-8 52 12 48 52-3 36-28 62-60 52 40-16 40-80 12-104z" fill="#b62d2d" opacity=".7" />
    <path d="M58 92c2-8 8-14 16-17" fill="none" stroke={light} strokeWidth="7" strokeLinecap="round" />
  </>
);

export const vegetable = ({ dark }: Colors) => (
  <>
    <path d="M96 72c-26-4-34-26-28-42 14 2 24 12 28 26 0-18 6-28 16-34 10 10 10 24 2 38 10-12 24-14 36-8-2 18-22 28-44 22z" fill={leaf} />
    <path d="M76 66c18-10 36-4 44 10 6 28-30 74-62 92-8-32-6-78 18-102z" fill="#f28a2e" transform="rotate(-12 90 110)" />
    <path d="M70 100l20 6M66 124l16 4M92 84l16 8" stroke={dark} strokeWidth="4" strokeLinecap="round" opacity=".35" />
  </>
);

export const bread = ({ main }: Colors) => (
  <>
    <rect x="26" y="146" width="148" height="20" rx="8" fill={main} />
    <path d="M34 118c-12-30 16-58 66-58s78 28 66 58c-2 6-2 14-2 26H36c0-12 0-20-2-26z" fill="#d99a52" />
    <path d="M128 64c34 10 48 30 38 54-2 6-2 14-2 26h-30c8-24 8-60-6-80z" fill="#b87537" opacity=".6" />
    <path d="M66 84l14 22M96 78l14 24M126 84l12 20" stroke="#f6d9a8" strokeWidth="9" strokeLinecap="round" />
  </>
);

export const cake = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 54V34" stroke={accent} strokeWidth="8" strokeLinecap="round" />
    <path d="M100 12c8 9 8 14 0 19-8-5-8-10 0-19z" fill="#ffb347" />
    <rect x="56" y="54" width="88" height="46" rx="10" fill={light} />
    <rect x="36" y="96" width="128" height="60" rx="12" fill={main} />
    <path d="M36 108c12 16 20 16 32 0 12 16 20 16 32 0 12 16 20 16 32 0 12 16 20 16 32 0v-4a12 12 0 0 0-12-8H48a12 12 0 0 0-12 8z" fill={paper} />
    <path d="M56 64c8 12 14 12 22 0 8 12 14 12 22 0 8 12 14 12 22 0 8 12 14 12 22 0 0-6-4-10-10-10H66c-6 0-10 4-10 10z" fill={dark} />
    <rect x="24" y="152" width="152" height="14" rx="7" fill={paper} />
  </>
);

export const pantry = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="56" y="28" width="88" height="26" rx="8" fill={accent} />
    <path d="M52 54h96c8 8 10 16 10 28v66a20 20 0 0 1-20 20H62a20 20 0 0 1-20-20V82c0-12 2-20 10-28z" fill={main} />
    <path d="M118 54h30c8 8 10 16 10 28v66a20 20 0 0 1-20 20h-20z" fill={dark} opacity=".4" />
    <rect x="42" y="92" width="116" height="46" fill={paper} />
    <path d="M100 98c14 0 20 10 20 18s-8 16-20 16-20-8-20-16 6-18 20-18z" fill={accent} />
    <path d="M54 72v10" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);
