import { ink, metal, paper, wood, type Colors } from '../colors';

export const blocks = ({ main, dark, light, accent }: Colors) => (
  <>
    <g fill={main}><rect x="28" y="108" width="68" height="58" rx="6" /><rect x="36" y="98" width="20" height="14" rx="4" /><rect x="68" y="98" width="20" height="14" rx="4" /></g>
    <path d="M74 108h16a6 6 0 0 1 6 6v46a6 6 0 0 1-6 6H74z" fill={dark} opacity=".4" />
    <g fill={accent}><rect x="104" y="108" width="68" height="58" rx="6" /><rect x="112" y="98" width="20" height="14" rx="4" /><rect x="144" y="98" width="20" height="14" rx="4" /></g>
    <path d="M150 108h16a6 6 0 0 1 6 6v46a6 6 0 0 1-6 6h-16z" fill={ink} opacity=".2" />
    <g fill={light}><rect x="66" y="46" width="68" height="54" rx="6" /><rect x="74" y="36" width="20" height="14" rx="4" /><rect x="106" y="36" width="20" height="14" rx="4" /></g>
  </>
);

export const teddy = ({ main, dark, light, accent }: Colors) => (
  <>
    <circle cx="66" cy="46" r="17" fill={dark} /><circle cx="134" cy="46" r="17" fill={dark} />
    <ellipse cx="100" cy="134" rx="46" ry="38" fill={main} />
    <ellipse cx="100" cy="138" rx="26" ry="24" fill={light} />
    <ellipse cx="52" cy="126" rx="15" ry="24" fill={dark} transform="rotate(24 52 126)" />
    <ellipse cx="148" cy="126" rx="15" ry="24" fill={dark} transform="rotate(-24 148 126)" />
    <circle cx="100" cy="74" r="42" fill={main} />
    <ellipse cx="100" cy="86" rx="19" ry="15" fill={light} />
    <circle cx="84" cy="68" r="5" fill={ink} /><circle cx="116" cy="68" r="5" fill={ink} />
    <ellipse cx="100" cy="81" rx="7" ry="5" fill={ink} />
    <path d="M84 110l16 8 16-8v14l-16-4-16 4z" fill={accent} />
  </>
);

export const robot = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 42V26" stroke={metal} strokeWidth="6" /><circle cx="100" cy="22" r="7" fill={accent} />
    <rect x="62" y="40" width="76" height="54" rx="16" fill={main} />
    <rect x="72" y="54" width="56" height="24" rx="12" fill={ink} />
    <circle cx="87" cy="66" r="6" fill={accent} /><circle cx="113" cy="66" r="6" fill={accent} />
    <rect x="56" y="100" width="88" height="50" rx="12" fill={main} />
    <path d="M112 100h20a12 12 0 0 1 12 12v26a12 12 0 0 1-12 12h-20z" fill={dark} opacity=".4" />
    <path d="M50 106v30M150 106v30" stroke={dark} strokeWidth="14" strokeLinecap="round" />
    <path d="M80 150v14M120 150v14" stroke={ink} strokeWidth="16" strokeLinecap="round" />
    <circle cx="100" cy="125" r="13" fill={light} />
  </>
);

export const doll = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M62 64c0-52 76-52 76 0 4 26 10 40-6 52H68c-16-12-10-26-6-52z" fill="#6b3f23" />
    <circle cx="100" cy="68" r="29" fill="#f0c29b" />
    <path d="M72 60c16 0 26-6 32-16 6 10 14 14 24 16-4-26-46-36-56 0z" fill="#6b3f23" />
    <circle cx="90" cy="70" r="3.5" fill={ink} /><circle cx="110" cy="70" r="3.5" fill={ink} />
    <path d="M92 80c5 5 11 5 16 0" fill="none" stroke="#b3453f" strokeWidth="3.5" strokeLinecap="round" />
    <path d="M82 98h36l28 68H54z" fill={main} />
    <path d="M104 98h14l28 68h-34z" fill={dark} opacity=".4" />
    <path d="M80 104h40l4 10H76z" fill={accent} />
    <path d="M70 150h60" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const boardGame = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 62l78 44-78 46-78-46z" fill={main} />
    <path d="M22 106l78 46 78-46v10l-78 46-78-46z" fill={dark} />
    <path d="M61 84l78 45M139 84L61 129" stroke={light} strokeWidth="5" />
    <path d="M100 84l38 22-38 22-38-22z" fill={paper} opacity=".85" />
    <path d="M116 44l24-8 10 22-24 10z" fill={paper} /><path d="M126 68l24-10 2 22-22 10z" fill={metal} />
    <circle cx="131" cy="52" r="4" fill={ink} />
    <path d="M72 70a10 10 0 1 1 12 0c8 4 10 16 10 26H62c0-10 2-22 10-26z" fill={accent} />
  </>
);

export const puzzle = ({ main, dark, light }: Colors) => (
  <>
    <path d="M36 58h38c-8-22 30-22 22 0h40v38c22-8 22 30 0 22v42H96c8-22-30-22-22 0H36v-42c22 8 22-30 0-22z" fill={main} />
    <path d="M104 58h32v38c22-8 22 30 0 22v42h-32c16-30 14-70 0-102z" fill={dark} opacity=".4" />
    <path d="M48 70h16M48 70v16" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const toyCar = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M52 92l16-30a14 14 0 0 1 12-7h40a16 16 0 0 1 13 7l20 30z" fill={dark} />
    <path d="M64 92l12-22h22v22zM106 92V70h16l14 22z" fill={light} />
    <path d="M20 108c0-10 8-16 20-16h118c16 0 24 12 24 26 0 12-6 20-16 20H34c-10 0-14-8-14-30z" fill={main} />
    <path d="M20 120h161c-1 11-7 18-15 18H34c-9 0-13-6-14-18z" fill={dark} opacity=".45" />
    <circle cx="60" cy="140" r="21" fill={ink} /><circle cx="60" cy="140" r="9" fill={metal} />
    <circle cx="142" cy="140" r="21" fill={ink} /><circle cx="142" cy="140" r="9" fill={metal} />
    <rect x="166" y="104" width="14" height="10" rx="5" fill={accent} />
  </>
);

export const train = ({ main, dark, light, accent }: Colors) => (
  <>
    <rect x="104" y="52" width="62" height="86" rx="10" fill={main} />
    <rect x="116" y="66" width="38" height="28" rx="5" fill={light} />
    <rect x="30" y="86" width="84" height="52" rx="16" fill={accent} />
    <path d="M46 86V60h24v26z" fill={ink} /><rect x="40" y="52" width="36" height="12" rx="5" fill={dark} />
    <rect x="98" y="44" width="74" height="12" rx="6" fill={dark} />
    <rect x="22" y="132" width="150" height="12" rx="6" fill={ink} />
    <circle cx="54" cy="150" r="17" fill={dark} /><circle cx="54" cy="150" r="7" fill={paper} />
    <circle cx="98" cy="150" r="17" fill={dark} /><circle cx="98" cy="150" r="7" fill={paper} />
    <circle cx="146" cy="150" r="17" fill={dark} /><circle cx="146" cy="150" r="7" fill={paper} />
  </>
);

export const balloon = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M76 112c4 22 20 30 22 56M132 98c-4 30-30 40-34 70" fill="none" stroke={ink} strokeWidth="3" opacity=".6" />
    <ellipse cx="128" cy="62" rx="34" ry="40" fill={accent} /><path d="M122 100h12l-6-8z" fill={accent} />
    <ellipse cx="74" cy="72" rx="38" ry="44" fill={main} /><path d="M68 122h14l-7-10z" fill={dark} />
    <path d="M92 34c20 12 26 58-4 78 32-2 42-70 4-78z" fill={dark} opacity=".45" />
    <path d="M52 56c4-10 9-15 16-17" fill="none" stroke={light} strokeWidth="7" strokeLinecap="round" />
    <path d="M90 160l18 8M108 158l-18 12" stroke={main} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const mask = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M28 74c20-18 50-22 72-8 22-14 52-10 72 8 2 36-18 66-46 66-14 0-20-10-26-10s-12 10-26 10c-28 0-48-30-46-66z" fill={main} />
    <path d="M100 66c22-14 52-10 72 8 2 36-18 66-46 66-14 0-20-10-26-10z" fill={dark} opacity=".4" />
    <path d="M48 92c14-12 32-8 38 8-12 14-32 12-38-8zM152 92c-14-12-32-8-38 8 12 14 32 12 38-8z" fill={paper} />
    <path d="M100 66c-6-18 0-30 0-30s6 12 0 30z" fill={accent} />
    <path d="M42 80c10-6 20-8 30-6" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <g fill={accent}><circle cx="62" cy="122" r="4" /><circle cx="138" cy="122" r="4" /></g>
  </>
);

export const craft = ({ main, dark, accent }: Colors) => (
  <>
    <path d="M104 40c46 0 70 30 70 58 0 20-16 24-32 22-16-1-20 8-16 20 4 14-6 24-22 24-42 0-78-26-78-64 0-36 34-60 78-60z" fill={wood} />
    <circle cx="70" cy="82" r="13" fill={main} /><circle cx="106" cy="66" r="13" fill={accent} /><circle cx="142" cy="84" r="13" fill={dark} />
    <circle cx="62" cy="118" r="13" fill="#ffc145" /><circle cx="92" cy="138" r="11" fill={paper} />
  </>
);

export const kite = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M92 128c-30 10 10 26-26 42" fill="none" stroke={ink} strokeWidth="4" />
    <path d="M62 142l22-6-6 18zM58 160l20 2-10 12z" fill={accent} />
    <path d="M118 26l46 46-72 58-22-62z" fill={main} />
    <path d="M118 26l46 46-72 58z" fill={dark} opacity=".45" />
    <path d="M118 26l-26 104M70 68l94 4" stroke={light} strokeWidth="4" />
  </>
);
