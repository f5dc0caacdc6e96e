import { ink, metal, paper, steel, type Colors } from '../colors';

export const sneaker = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M26 92c0-10 12-14 20-8 10 8 24 6 32-8 3-6 10-7 15-2l34 32c8 7 16 9 27 11 18 3 24 14 24 29H26z" fill={main} />
    <path d="M26 110c20 12 50 12 76-2l26 24c-26 12-66 14-102 6z" fill={dark} opacity=".5" />
    <path d="M92 80l-12 12M104 90l-13 12M116 101l-13 12" stroke={paper} strokeWidth="6" strokeLinecap="round" />
    <path d="M24 140h154c2 0 4 2 4 5 0 10-7 17-17 17H38c-9 0-16-8-14-22z" fill={paper} />
    <path d="M24 150h157" stroke={accent} strokeWidth="5" />
    <path d="M34 96c4 10 12 14 22 14" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const heel = ({ main, dark, light }: Colors) => (
  <>
    <path d="M40 56c6-6 14-4 18 4 14 32 34 50 66 62 26 10 46 16 50 36H130c-30 0-40-26-64-44l-6 50H50l-6-60c-4-18-10-40-4-48z" fill={main} />
    <path d="M56 96c18 12 30 62 74 62h44c-1-5-3-9-6-13-40 8-70-16-112-60z" fill={dark} />
    <path d="M52 68c10 22 24 38 44 50" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
    <path d="M130 158h44v8h-38z" fill={ink} />
  </>
);

export const boot = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M58 34h54v62c0 14 10 18 28 22 22 5 34 14 34 34H54c-2-40 6-80 4-118z" fill={main} />
    <path d="M58 34h54v16H58z" fill={dark} />
    <path d="M96 50h16v46c0 14 10 18 28 22 10 2 18 6 24 11-40 2-68-8-68-33z" fill={dark} opacity=".5" />
    <path d="M50 150h126v8a10 10 0 0 1-10 10H60a10 10 0 0 1-10-10z" fill={ink} />
    <path d="M98 70h14M98 84h14M102 98h14" stroke={accent} strokeWidth="5" strokeLinecap="round" />
    <path d="M68 60v60" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const sandal = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M22 136c30-14 40-34 62-36 20-2 40 16 94 20 4 18-4 34-22 34H40c-14 0-20-8-18-18z" fill={dark} />
    <path d="M22 130c30-14 40-34 62-36 20-2 40 16 94 20-10 14-30 20-60 20H40c-12 0-18 0-18-4z" fill={light} />
    <path d="M104 112c4-34 30-44 46-20l22 22c-20 16-46 16-68-2z" fill={main} />
    <path d="M44 122c-10-44 26-52 44-24" fill="none" stroke={main} strokeWidth="13" strokeLinecap="round" />
    <rect x="128" y="94" width="20" height="14" rx="5" fill={accent} />
  </>
);

export const dress = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M76 34c4 14 10 20 24 20s20-6 24-20l10 4-6 44 34 82H38l34-82-6-44z" fill={main} />
    <path d="M104 54c12-2 17-8 20-20l10 4-6 44 34 82h-42z" fill={dark} opacity=".4" />
    <path d="M71 80h58l4 12H67z" fill={accent} />
    <path d="M78 100l-14 58M96 100l-4 60" stroke={light} strokeWidth="4" strokeLinecap="round" opacity=".8" />
  </>
);

export const tshirt = ({ main, dark, light }: Colors) => (
  <>
    <path d="M70 40c8 12 52 12 60 0l46 22-16 38-22-8v72H62V92l-22 8-16-38z" fill={main} />
    <path d="M112 48c8-1 15-4 18-8l46 22-16 38-22-8v72h-26z" fill={dark} opacity=".38" />
    <path d="M70 40c8 12 52 12 60 0" fill="none" stroke={light} strokeWidth="6" strokeLinecap="round" />
    <path d="M76 96v52" stroke={light} strokeWidth="5" strokeLinecap="round" opacity=".7" />
  </>
);

export const shirt = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M72 40l28 14 28-14 46 24-12 80-26 2V98v68H64V98v48l-26-2-12-80z" fill={main} />
    <path d="M100 54l28-14 46 24-12 80-26 2V98v68h-36z" fill={dark} opacity=".35" />
    <path d="M72 40l28 16-18 22zM128 40l-28 16 18 22z" fill={light} />
    <path d="M100 70v94" stroke={ink} strokeWidth="2" opacity=".35" />
    <g fill={accent}><circle cx="100" cy="88" r="4" /><circle cx="100" cy="112" r="4" /><circle cx="100" cy="136" r="4" /></g>
  </>
);

export const jacket = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M70 42c10-8 50-8 60 0l42 22 6 92h-30l-4-56v68H56v-68l-4 56H22l6-92z" fill={main} />
    <path d="M100 38c14 0 25 1 30 4l42 22 6 92h-30l-4-56v68h-44z" fill={dark} opacity=".45" />
    <path d="M70 42c10 14 50 14 60 0l6 14c-18 16-54 16-72 0z" fill={light} />
    <path d="M100 66v100" stroke={accent} strokeWidth="5" />
    <path d="M66 124h20M114 124h20" stroke={ink} strokeWidth="5" strokeLinecap="round" opacity=".5" />
  </>
);

export const pants = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M60 34h80l12 134h-40l-12-84-12 84H48z" fill={main} />
    <path d="M100 34h40l12 134h-40l-12-84z" fill={dark} opacity=".4" />
    <path d="M59 34h82l2 16H57z" fill={dark} />
    <circle cx="100" cy="43" r="4" fill={accent} />
    <path d="M66 62c4 10 10 14 18 14M134 62c-4 10-10 14-18 14M62 96l-6 60" fill="none" stroke={light} strokeWidth="4" strokeLinecap="round" />
  </>
);

export const socks = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M98 36h38v66c0 8 4 12 14 18l16 10c18 12 6 36-16 30l-38-14c-12-5-14-12-14-24z" fill={dark} />
    <path d="M54 40h40v66c0 8 4 12 12 17l18 11c18 12 6 36-16 30l-40-14c-12-5-14-12-14-24z" fill={main} />
    <path d="M54 40h40v20H54zM98 36h38v18h-38z" fill={light} />
    <path d="M54 72h40M54 84h40" stroke={accent} strokeWidth="6" />
    <path d="M118 150c2 10-4 15-12 13l-10-3c0-10 8-18 22-10z" fill={accent} />
  </>
);

export const cap = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M38 116c0-44 26-68 62-68s56 26 58 66z" fill={main} />
    <path d="M100 48c36 0 56 26 58 66l-40 1c2-32-4-54-18-67z" fill={dark} opacity=".45" />
    <path d="M90 118c34-16 84-10 94 10 4 10-4 16-14 12-24-10-56-8-82-4-30 5-50-1-50-20z" fill={dark} />
    <circle cx="100" cy="48" r="7" fill={accent} />
    <path d="M56 100c4-20 14-32 26-38" fill="none" stroke={light} strokeWidth="5" strokeLinecap="round" />
  </>
);

export const glasses = ({ main, dark, light }: Colors) => (
  <>
    <path d="M26 92l14-30M174 92l-14-30" stroke={dark} strokeWidth="9" strokeLinecap="round" />
    <path d="M88 100c4-10 20-10 24 0" fill="none" stroke={main} strokeWidth="9" />
    <path d="M24 88h68c0 34-10 50-34 50S24 122 24 88zM108 88h68c0 34-10 50-34 50s-34-16-34-50z" fill={ink} stroke={main} strokeWidth="9" strokeLinejoin="round" />
    <path d="M38 98l16 24M122 98l16 24" stroke={light} strokeWidth="6" strokeLinecap="round" opacity=".75" />
  </>
);

export const scarf = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M52 60c30-24 66-24 96 0 12 12 6 30-10 36-26 10-50 10-76 0-16-6-22-24-10-36z" fill={dark} />
    <path d="M56 56c30-18 58-18 88 2 8 10 4 22-8 28-24 10-48 10-72 0-12-6-18-20-8-30z" fill={main} />
    <path d="M104 84h36l8 84h-34z" fill={main} />
    <path d="M107 116h36l2 14h-37zM111 142h36l1 12h-36z" fill={accent} />
    <path d="M70 72c18 8 40 8 60 0" fill="none" stroke={light} strokeWidth="6" strokeLinecap="round" />
  </>
);

export const watch = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M80 24h40l4 40H76zM80 176h40l4-40H76z" fill={main} />
    <path d="M104 24h16l4 40h-20zM104 176h16l4-40h-20z" fill={dark} opacity=".5" />
    <circle cx="100" cy="100" r="47" fill={steel} />
    <circle cx="100" cy="100" r="41" fill={metal} />
    <circle cx="100" cy="100" r="34" fill={paper} />
    <path d="M100 78v22l15 10" fill="none" stroke={ink} strokeWidth="6" strokeLinecap="round" strokeLinejoin="round" />
    <path d="M100 70v6M100 124v6M70 100h6M124 100h6" stroke={accent} strokeWidth="4" strokeLinecap="round" />
    <rect x="146" y="92" width="9" height="16" rx="4" fill={steel} />
    <path d="M84 34v20" stroke={light} strokeWidth="4" strokeLinecap="round" />
  </>
);

export const smartwatch = ({ main, dark, light, accent }: Colors) => (
  <>
    <path d="M78 22h44l4 44H74zM78 178h44l4-44H74z" fill={main} />
    <path d="M104 22h18l4 44h-22zM104 178h18l4-44h-22z" fill={dark} opacity=".5" />
    <rect x="54" y="52" width="92" height="96" rx="26" fill={ink} />
    <circle cx="100" cy="100" r="30" fill="none" stroke={dark} strokeWidth="9" />
    <path d="M100 70a30 30 0 0 1 28 41" fill="none" stroke={accent} strokeWidth="9" strokeLinecap="round" />
    <path d="M88 102l9 9 17-19" fill="none" stroke={light} strokeWidth="7" strokeLinecap="round" strokeLinejoin="round" />
  </>
);

export const ring = ({ main, dark, light }: Colors) => (
  <>
    <circle cx="100" cy="120" r="42" fill="none" stroke="#e6b84f" strokeWidth="13" />
    <path d="M70 92a42 42 0 0 0-4 52" fill="none" stroke="#f8e0a0" strokeWidth="6" strokeLinecap="round" />
    <path d="M78 34h44l18 22-40 36-40-36z" fill={main} />
    <path d="M100 92l40-36h-26z" fill={dark} />
    <path d="M78 34l-18 22h26z" fill={light} />
    <path d="M86 56h28l-14 36z" fill={light} opacity=".6" />
  </>
);

export const necklace = ({ main, dark, light }: Colors) => (
  <>
    <path d="M44 36c0 56 26 84 56 84s56-28 56-84" fill="none" stroke="#e6b84f" strokeWidth="6" strokeDasharray="2 9" strokeLinecap="round" />
    <path d="M100 112l22 22-22 34-22-34z" fill={main} />
    <path d="M100 112l22 22-22 34z" fill={dark} />
    <path d="M78 134h44l-22-22z" fill={light} />
    <circle cx="100" cy="112" r="6" fill="#e6b84f" />
  </>
);
