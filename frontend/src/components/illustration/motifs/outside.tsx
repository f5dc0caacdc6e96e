import { ink, leaf, metal, paper, steel, wood, woodDark, type Colors } from '../colors';

export const bike = ({ main, dark, accent }: Colors) => (
  <>
    <g fill="none" stroke={ink} strokeWidth="8"><circle cx="52" cy="126" r="34" /><circle cx="148" cy="126" r="34" /></g>
    <g fill="none" stroke={metal} strokeWidth="3"><circle cx="52" cy="126" r="25" /><circle cx="148" cy="126" r="25" /></g>
    <path d="M52 126l30-52h48l18 52M82 74l18 52H52M130 74l-30 52" fill="none" stroke={main} strokeWidth="9" strokeLinejoin="round" strokeLinecap="round" />
    <path d="M82 74l-5-16M130 74l-6-22h20" fill="none" stroke={dark} strokeWidth="8" strokeLinecap="round" strokeLinejoin="round" />
    <rect x="62" y="52" width="32" height="10" rx="5" fill={ink} />
    <circle cx="100" cy="126" r="9" fill={accent} />
  </>
);

export const helmet = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M52 132c4 20 20 32 42 34M150 130l-34 34" fill="none" stroke={ink} strokeWidth="6" strokeLinecap="round" />
    <path d="M26 122c0-52 32-82 76-82s74 32 74 72c0 12-4 18-14 18H36c-6 0-10-2-10-8z" fill={main} />
    <path d="M108 40c40 2 68 34 68 72 0 12-4 18-14 18h-40c8-30 6-64-14-90z" fill={dark} opacity=".4" />
    <path d="M60 68c10-10 22-12 30-12l-6 44H48zM104 56c14 2 26 10 34 22l4 26h-38z" fill={ink} opacity=".75" />
    <path d="M28 116h146v14H36c-5 0-8-4-8-14z" fill={accent} />
    <path d="M44 92c4-14 10-24 18-32" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const tent = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M100 40l76 118H24z" fill={main} />
    <path d="M100 40l76 118h-46z" fill={dark} opacity=".55" />
    <path d="M100 70l30 88H70z" fill={ink} />
    <path d="M100 70l-30 88 22-6z" fill={light} />
    <path d="M100 40V26M100 28l20 6-20 6" stroke={accent} strokeWidth="5" fill={accent} strokeLinejoin="round" />
    <path d="M14 160h172" stroke={leaf} strokeWidth="9" strokeLinecap="round" />
  </>
);

export const dumbbell = ({ main, dark, light, accent }: Colors) => (
  <g transform="rotate(-24 100 104)">
    <rect x="60" y="94" width="80" height="20" rx="8" fill={steel} />
    <path d="M84 94v20M92 94v20M100 94v20M108 94v20M116 94v20" stroke={ink} strokeWidth="3" opacity=".4" />
    <rect x="40" y="60" width="30" height="88" rx="12" fill={main} /><rect x="22" y="72" width="24" height="64" rx="10" fill={dark} />
    <rect x="130" y="60" width="30" height="88" rx="12" fill={main} /><rect x="154" y="72" width="24" height="64" rx="10" fill={dark} />
    <path d="M48 74v28M138 74v28" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <circle cx="55" cy="128" r="5" fill={accent} /><circle cx="145" cy="128" r="5" fill={accent} />
  </g>
);

export const mat = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M60 130h124v22a10 10 0 0 1-10 10H60z" fill={light} />
    <rect x="24" y="86" width="150" height="64" rx="32" fill={main} />
    <path d="M56 118h118a32 32 0 0 1-32 32H56z" fill={dark} opacity=".4" />
    <circle cx="56" cy="118" r="32" fill={dark} /><circle cx="56" cy="118" r="22" fill={main} /><circle cx="56" cy="118" r="12" fill={dark} /><circle cx="56" cy="118" r="5" fill={light} />
    <path d="M110 86v64M136 86v64" stroke={accent} strokeWidth="9" />
  </>
);

export const ball = ({ main, dark, light }: Colors) => (
  <>
    <circle cx="100" cy="104" r="62" fill={main} />
    <path d="M128 48a62 62 0 0 1-36 117c50-20 60-80 36-117z" fill={dark} opacity=".5" />
    <path d="M38 104h124M100 42v124M56 60c24 26 24 62 0 88M144 60c-24 26-24 62 0 88" fill="none" stroke={ink} strokeWidth="4.5" />
    <path d="M58 84c4-10 10-18 18-23" fill="none" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const racket = ({ main, dark, light, accent }: Colors) => (
  <g transform="rotate(34 100 100)">
    <ellipse cx="100" cy="62" rx="42" ry="54" fill={paper} opacity=".7" />
    <path d="M76 26v74M90 12v104M104 10v106M118 20v84M62 44h76M60 62h80M62 80h76M72 98h56" stroke={metal} strokeWidth="2.5" />
    <ellipse cx="100" cy="62" rx="42" ry="54" fill="none" stroke={main} strokeWidth="10" />
    <path d="M66 34a42 50 0 0 1 20-20" fill="none" stroke={light} strokeWidth="4" strokeLinecap="round" />
    <path d="M92 114h16l3 24H89z" fill={dark} /><rect x="89" y="134" width="22" height="54" rx="9" fill={ink} />
    <circle cx="152" cy="122" r="15" fill={accent} />
  </g>
);

export const fishing = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M40 168L148 28" stroke={woodDark} strokeWidth="7" strokeLinecap="round" />
    <path d="M148 28c20 40 12 70 4 84" fill="none" stroke={ink} strokeWidth="2.5" />
    <circle cx="72" cy="140" r="15" fill={metal} /><circle cx="72" cy="140" r="6" fill={ink} />
    <path d="M112 132c14-24 44-28 62-8l12-12v34l-12-10c-18 18-48 16-62-4z" fill={main} />
    <path d="M112 132c20 8 40 8 62 4-18 18-48 16-62-4z" fill={dark} />
    <circle cx="130" cy="126" r="4" fill={ink} /><path d="M144 120c5 6 5 12 0 18" fill="none" stroke={light} strokeWidth="4" strokeLinecap="round" />
    <circle cx="152" cy="110" r="6" fill={accent} />
  </>
);

export const kayak = ({ main, dark, light, accent }: Colors) => (
  <g transform="rotate(-14 100 110)">
    <path d="M12 104c44 44 132 44 176 0-30 54-146 54-176 0z" fill={dark} />
    <path d="M12 104c50-26 126-26 176 0-44 30-132 30-176 0z" fill={main} />
    <ellipse cx="100" cy="103" rx="32" ry="11" fill={ink} />
    <path d="M40 102c10-5 20-8 30-9" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <path d="M52 158L146 46" stroke={wood} strokeWidth="7" strokeLinecap="round" />
    <path d="M134 56c4-18 20-26 30-24 0 12-6 26-22 32zM64 148c-4 18-20 26-30 24 0-12 6-26 22-32z" fill={accent} />
  </g>
);

export const hammer = ({ main, dark, light }: Colors) => (
  <g transform="rotate(30 100 100)">
    <rect x="89" y="70" width="22" height="118" rx="11" fill={main} />
    <path d="M102 70h9v107a11 11 0 0 1-9 11z" fill={dark} />
    <path d="M54 40h64c18 0 30 10 34 28-12-8-22-8-34-2v10H54z" fill={steel} />
    <path d="M54 40h64c10 0 18 3 24 8H54z" fill={metal} />
    <rect x="42" y="34" width="22" height="48" rx="7" fill={ink} />
    <path d="M95 120v50" stroke={light} strokeWidth="4" strokeLinecap="round" />
  </g>
);

export const wrench = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M46 34a34 34 0 0 1 28 42l76 70a17 17 0 0 1-24 24L54 96a34 34 0 0 1-42-30l24 12 18-14z" fill={metal} transform="translate(14 4)" />
    <path d="M138 34l26 12-6 16-44 44 14 14-62 52a15 15 0 0 1-20-22z" fill={main} />
    <path d="M114 106l14 14-62 52a15 15 0 0 1-14 2z" fill={dark} />
    <path d="M106 104L58 160" stroke={light} strokeWidth="4" strokeLinecap="round" /><circle cx="64" cy="160" r="5" fill={accent} />
  </>
);

export const drill = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M144 66h38v8h-38z" fill={steel} />
    <path d="M124 52h22v38h-22z" fill={ink} />
    <path d="M36 44h80a14 14 0 0 1 14 14v28a14 14 0 0 1-14 14H84l-10 40H44l6-42c-12-4-20-14-20-26V50a6 6 0 0 1 6-6z" fill={main} />
    <path d="M30 80h100v6a14 14 0 0 1-14 14H84l-10 40H44l6-42c-12-3-19-10-20-18z" fill={dark} opacity=".45" />
    <rect x="32" y="138" width="62" height="28" rx="8" fill={ink} /><path d="M86 104h14v14H82z" fill={accent} />
    <path d="M48 60h44" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const garden = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M128 84l42-30M166 44l14 20" stroke={dark} strokeWidth="11" strokeLinecap="round" />
    <path d="M62 76c-44-6-48 50-12 60" fill="none" stroke={dark} strokeWidth="10" />
    <path d="M56 72h84l-6 88a8 8 0 0 1-8 8H70a8 8 0 0 1-8-8z" fill={main} />
    <path d="M112 72h28l-6 88a8 8 0 0 1-8 8h-14z" fill={dark} opacity=".4" />
    <ellipse cx="98" cy="72" rx="42" ry="10" fill={light} /><ellipse cx="98" cy="72" rx="33" ry="6" fill={ink} />
    <path d="M172 78c6 9 6 14 0 16-6-2-6-7 0-16zM184 94c4 7 4 11 0 12-4-1-4-5 0-12z" fill={accent} />
    <path d="M82 128c2-16 14-20 26-18 0 16-12 24-26 18z" fill={leaf} />
  </>
);

export const grill = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M68 126l-20 42M132 126l20 42M100 130v32" stroke={steel} strokeWidth="8" strokeLinecap="round" />
    <path d="M30 92h140c0 28-30 46-70 46s-70-18-70-46z" fill={dark} />
    <path d="M34 84a66 50 0 0 1 132 0z" fill={main} /><rect x="24" y="82" width="152" height="12" rx="6" fill={ink} />
    <path d="M82 40h36" stroke={ink} strokeWidth="9" strokeLinecap="round" />
    <path d="M56 70c6-12 16-20 28-23" fill="none" stroke={light} strokeWidth="6" strokeLinecap="round" /><circle cx="100" cy="112" r="8" fill={accent} />
  </>
);

export const car = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M44 86l14-32a14 14 0 0 1 12-8h60a14 14 0 0 1 12 8l14 32z" fill={dark} />
    <path d="M58 84l10-22a6 6 0 0 1 6-4h52a6 6 0 0 1 6 4l10 22z" fill={light} />
    <path d="M28 100a16 16 0 0 1 16-16h112a16 16 0 0 1 16 16v42H28z" fill={main} />
    <path d="M28 120h144v22a8 8 0 0 1-8 8H36a8 8 0 0 1-8-8z" fill={dark} opacity=".5" />
    <circle cx="52" cy="106" r="11" fill="#fff3c4" /><circle cx="148" cy="106" r="11" fill="#fff3c4" />
    <rect x="76" y="98" width="48" height="16" rx="6" fill={ink} /><rect x="82" y="128" width="36" height="14" rx="3" fill={accent} />
    <rect x="36" y="146" width="26" height="20" rx="6" fill={ink} /><rect x="138" y="146" width="26" height="20" rx="6" fill={ink} />
  </>
);

export const wheel = ({ main, dark, accent }: Colors) => (
  <>
    <circle cx="100" cy="102" r="66" fill={ink} /><circle cx="100" cy="102" r="44" fill={metal} /><circle cx="100" cy="102" r="36" fill={main} />
    <g stroke={metal} strokeWidth="10"><path d="M100 102V64M100 102l36-12M100 102l22 31M100 102l-22 31M100 102L64 90" /></g>
    <circle cx="100" cy="102" r="13" fill={dark} /><circle cx="100" cy="102" r="6" fill={accent} />
    <path d="M100 40v8M100 156v8M38 102h8M154 102h8M56 58l6 6M144 58l-6 6M56 146l6-6M144 146l-6-6" stroke={steel} strokeWidth="5" strokeLinecap="round" />
  </>
);
