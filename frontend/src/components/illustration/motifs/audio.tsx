import { ink, metal, paper, steel, type Colors } from '../colors';

export const speaker = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="58" y="34" width="84" height="134" rx="26" fill={main} />
    <path d="M116 34a26 26 0 0 1 26 26v82a26 26 0 0 1-26 26h-8V34z" fill={dark} opacity=".45" />
    <circle cx="100" cy="124" r="31" fill={ink} />
    <circle cx="100" cy="124" r="22" fill={dark} />
    <circle cx="100" cy="124" r="9" fill={light} />
    <circle cx="100" cy="68" r="16" fill={ink} />
    <circle cx="100" cy="68" r="7" fill={accent} />
    <path d="M70 54v86" stroke={light} strokeWidth="5" strokeLinecap="round" opacity=".7" />
  </>
);

export const headphones = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M46 122v-16a54 54 0 0 1 108 0v16" fill="none" stroke={ink} strokeWidth="13" strokeLinecap="round" />
    <path d="M52 96a49 49 0 0 1 40-42" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <rect x="34" y="104" width="36" height="60" rx="18" fill={main} />
    <rect x="130" y="104" width="36" height="60" rx="18" fill={main} />
    <rect x="56" y="108" width="18" height="52" rx="9" fill={dark} />
    <rect x="126" y="108" width="18" height="52" rx="9" fill={dark} />
    <circle cx="46" cy="134" r="6" fill={accent} />
    <circle cx="154" cy="134" r="6" fill={accent} />
  </>
);

export const earbuds = ({ main, dark, light }: Colors) => (
  <>
    <rect x="52" y="92" width="96" height="76" rx="30" fill={main} />
    <path d="M52 122a30 30 0 0 1 30-30h36a30 30 0 0 1 30 30z" fill={dark} />
    <circle cx="100" cy="140" r="5" fill={light} />
    <g fill={paper}>
      <path d="M66 44a17 17 0 1 1 21 24v28a7 7 0 0 1-14 0V71a17 17 0 0 1-7-27z" />
      <path d="M134 44a17 17 0 1 0-21 24v28a7 7 0 0 0 14 0V71a17 17 0 0 0 7-27z" />
    </g>
    <ellipse cx="72" cy="50" rx="6" ry="8" fill={ink} />
    <ellipse cx="128" cy="50" rx="6" ry="8" fill={ink} />
  </>
);

export const microphone = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 134v26M76 166h48" stroke={steel} strokeWidth="9" strokeLinecap="round" />
    <path d="M62 92a38 38 0 0 0 76 0" fill="none" stroke={ink} strokeWidth="9" strokeLinecap="round" />
    <rect x="76" y="34" width="48" height="86" rx="24" fill={main} />
    <path d="M76 58a24 24 0 0 1 48 0v14H76z" fill={metal} />
    <path d="M84 46h32M80 58h40" stroke={steel} strokeWidth="4" />
    <path d="M108 72h16v24a24 24 0 0 1-16 23z" fill={dark} opacity=".5" />
    <circle cx="92" cy="96" r="6" fill={accent} />
    <path d="M85 76v14" stroke={light} strokeWidth="4" strokeLinecap="round" />
  </>
);

export const guitar = ({ main, dark, light, accent }: Colors) => (
  <g transform="rotate(28 100 100)">
    <rect x="94" y="14" width="12" height="82" rx="3" fill="#6d4426" />
    <rect x="88" y="8" width="24" height="22" rx="6" fill={ink} />
    <path d="M100 84c22 0 30 12 28 28-1 10 12 18 12 36a40 34 0 0 1-80 0c0-18 13-26 12-36-2-16 6-28 28-28z" fill={main} />
    <path d="M100 84c22 0 30 12 28 28-1 10 12 18 12 36a40 34 0 0 1-40 34z" fill={dark} opacity=".4" />
    <circle cx="100" cy="122" r="13" fill={ink} />
    <rect x="84" y="152" width="32" height="8" rx="4" fill={accent} />
    <path d="M97 30v124M103 30v124" stroke={paper} strokeWidth="1.6" />
    <path d="M72 140a26 22 0 0 0 10 28" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </g>
);

export const piano = ({ main, dark, light }: Colors) => (
  <>
    <rect x="24" y="72" width="152" height="76" rx="12" fill={main} />
    <rect x="24" y="72" width="152" height="24" rx="12" fill={dark} />
    <circle cx="44" cy="84" r="5" fill={light} />
    <rect x="124" y="80" width="40" height="8" rx="4" fill={light} />
    <rect x="34" y="100" width="132" height="42" rx="5" fill={paper} />
    <path d="M53 100v42M72 100v42M91 100v42M109 100v42M128 100v42M147 100v42" stroke={metal} strokeWidth="2" />
    <path d="M49 100h8v25h-8zM68 100h8v25h-8zM105 100h8v25h-8zM124 100h8v25h-8zM143 100h8v25h-8z" fill={ink} />
  </>
);

export const drum = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M40 92v50c0 14 27 25 60 25s60-11 60-25V92z" fill={main} />
    <path d="M118 92v74c24-3 42-13 42-24V92z" fill={dark} opacity=".5" />
    <path d="M46 112l18 42 18-34 18 42 18-42 18 34 18-42" fill="none" stroke={light} strokeWidth="5" strokeLinejoin="round" />
    <ellipse cx="100" cy="92" rx="60" ry="23" fill={paper} />
    <ellipse cx="100" cy="92" rx="60" ry="23" fill="none" stroke={accent} strokeWidth="6" />
    <path d="M60 40l44 48M146 36l-32 50" stroke="#b87c46" strokeWidth="7" strokeLinecap="round" />
    <circle cx="104" cy="88" r="6" fill="#b87c46" />
    <circle cx="114" cy="86" r="6" fill="#b87c46" />
  </>
);
