import { scaleLinear, scaleTime } from 'd3-scale';
import { line } from 'd3-shape';
import { useMedia } from '@/lib/useMedia';
import { count, day, hour } from '../lib/format';

/** A Series is a line of a plot. */
export type Series = { name: string; values: number[] };

type Props = {
  /** what the plot shows, for readers who do not see it */
  label: string;
  times: Date[];
  series: Series[];
};

const height = 260;
const edge = { top: 12, right: 32, bottom: 28, left: 56 };
/** Lines differ in color and in their dashes. */
const strokes = ['stroke-lilac', 'stroke-ember-text', 'stroke-gold-text', 'stroke-mist-2'];
const dashes = ['', '7 4', '2 3', '10 3 2 3'];

/** LinePlot draws counts over time. A table beside it contains the same figures. */
export function LinePlot({ label, times, series }: Props) {
  const wide = useMedia('(width >= 48rem)');
  const width = wide ? 720 : 340; // so that text is not too small on phones
  const hourly = +times.at(-1)! - +times[0]! < 48 * 3_600_000;
  const x = scaleTime([times[0]!, times.at(-1)!], [edge.left, width - edge.right]);
  const most = Math.max(1, ...series.flatMap((s) => s.values));
  const y = scaleLinear([0, most], [height - edge.bottom, edge.top]).nice(4);
  const path = line<number>((_, i) => x(times[i]!), (value) => y(value)); // prettier-ignore
  return (
    <figure className="flex flex-col gap-2">
      <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className="h-auto w-full">
        {y.ticks(4).map((value) => (
          <g key={value}>
            <line x1={edge.left} x2={width - edge.right} y1={y(value)} y2={y(value)} className="stroke-night-line" />
            <text x={edge.left - 8} y={y(value)} dy="0.32em" textAnchor="end" className="fill-mist-2 text-[13px]">
              {count(value)}
            </text>
          </g>
        ))}
        {x.ticks(wide ? 6 : 2).map((at) => (
          <text key={+at} x={x(at)} y={height - 8} textAnchor="middle" className="fill-mist-2 text-[13px]">
            {hourly ? hour(at) : day(at)}
          </text>
        ))}
        {series.map(({ name, values }, i) => (
          <path
            key={name}
            d={path(values) ?? ''}
            fill="none"
            strokeWidth="2.5"
            strokeDasharray={dashes[i % 4]}
            className={strokes[i % 4]}
          />
        ))}
      </svg>
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {series.map(({ name }, i) => (
          <span key={name} className="inline-flex items-center gap-2">
            <svg aria-hidden viewBox="0 0 28 4" className="h-1 w-7">
              <path d="M0 2h28" strokeWidth="3" strokeDasharray={dashes[i % 4]} className={strokes[i % 4]} />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
