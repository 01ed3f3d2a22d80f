/** A bar for each of a few months, as SVG. */

import { edge, height, monthNumber, monthsBetween, nameOf, width, type PlotPoint } from './plot.tsx';

/** Months that have room for a bar with its number above. */
export const mostBars = 18;
/** Of a bar, at most. */
const widest = 48;

/** @param points at least one, in order of time; months between them have no value */
export function Bars({ points, label }: { points: readonly PlotPoint[]; label: string }) {
  const values = new Map(points.map(({ month, value }) => [month, value]));
  const first = monthNumber(points[0]!.month);
  const months = Array.from({ length: monthsBetween(points) }, (_, i) => nameOf(first + i));
  const top = Math.max(1, ...values.values());
  const left = edge.right;
  const step = Math.min((width - left - edge.right) / months.length, 2 * widest);
  const bar = Math.min(widest, step * 0.7);
  const ground = height - edge.bottom;
  const at = (n: number) => Number(n.toFixed(1));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} font-size="13" fill="currentColor">
      {months.map((month, i) => {
        const value = values.get(month) ?? 0;
        const middle = at(left + (i + 0.5) * step);
        const rise = at((value / top) * (ground - edge.top - 8));
        // As many names as have room: the first of each row of them.
        const isNamed = i % Math.ceil(months.length / 6) === 0;
        return (
          <>
            {value > 0 && (
              <>
                <path class="bar" d={`M${at(middle - bar / 2)} ${ground}v${-rise}h${at(bar)}v${rise}z`} />
                <text x={middle} y={at(ground - rise - 6)} text-anchor="middle">
                  {value}
                </text>
              </>
            )}
            {isNamed && (
              <text x={middle} y={height - 10} text-anchor="middle">
                {month}
              </text>
            )}
          </>
        );
      })}
      <path d={`M${left} ${ground}H${width - edge.right}`} stroke="currentColor" stroke-opacity=".4" />
    </svg>
  );
}
