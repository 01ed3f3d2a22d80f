/** A step plot as SVG, rendered on the server: it needs no script. */

export interface PlotPoint {
  /** `2026-11` */
  month: string;
  value: number;
}

export const width = 480;
export const height = 240;
export const edge = { left: 52, right: 10, top: 16, bottom: 34 };

/** Months since year 0. */
export const monthNumber = (month: string): number => {
  const [year = 0, name = 1] = month.split('-').map(Number);
  return year * 12 + name - 1;
};

/** Months from the first to the last, both counted. @param months at least one, in order of time */
export const monthsBetween = (months: readonly Pick<PlotPoint, 'month'>[]): number =>
  monthNumber(months.at(-1)!.month) - monthNumber(months[0]!.month) + 1;

/** @param points at least one, in order of time */
export function Plot({ points, label }: { points: readonly PlotPoint[]; label: string }) {
  const first = monthNumber(points[0]!.month);
  // A line needs two ends, so a single month spans one.
  const span = Math.max(1, monthNumber(points.at(-1)!.month) - first);
  const top = roundUp(Math.max(1, ...points.map(({ value }) => value)));
  const x = (month: number) => edge.left + ((month - first) / span) * (width - edge.left - edge.right);
  const y = (value: number) => height - edge.bottom - (value / top) * (height - edge.top - edge.bottom);
  const at = (n: number) => Number(n.toFixed(1));
  const steps = points.map(({ month, value }) => `H${at(x(monthNumber(month)))}V${at(y(value))}`).join('');
  const line = `M${edge.left} ${at(y(0))}${steps}H${width - edge.right}`;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} font-size="13" fill="currentColor">
      {[0, top / 2, top].map((value) => (
        <>
          <path
            d={`M${edge.left} ${at(y(value))}H${width - edge.right}`}
            stroke="currentColor"
            stroke-opacity=".2"
          />
          <text x={edge.left - 8} y={at(y(value)) + 4} text-anchor="end">
            {value}
          </text>
        </>
      ))}
      <path d={`${line}V${at(y(0))}Z`} class="area" />
      <path d={line} class="line" fill="none" stroke-width="2.5" stroke-linejoin="round" />
      {ticks(first, span).map(({ month, text }) => (
        <text x={at(x(month))} y={height - 10} text-anchor={month === first ? 'start' : 'middle'}>
          {text}
        </text>
      ))}
    </svg>
  );
}

/** The next even number that is easy to read: 2, 4, 6, 8, 10, 20, 40 … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value && (factor * power) % 2 === 0);
  return (factor ?? 20) * power;
}

/** `2026-11` */
export const nameOf = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

/** Labels of the time axis: up to six years, or first and last month below two years. */
function ticks(first: number, span: number): { month: number; text: string }[] {
  if (span < 24) return [first, first + span].map((month) => ({ month, text: nameOf(month) }));
  const years = Math.ceil(span / 12 / 6);
  const start = Math.ceil(first / 12);
  const marks = Array.from({ length: 7 }, (_, i) => (start + i * years) * 12);
  return marks.filter((month) => month < first + span).map((month) => ({ month, text: String(month / 12) }));
}
