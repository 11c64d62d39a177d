import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { tokenColour } from './drawing.ts';
import { measure } from './format.ts';
import { WIDEST_HERTZ, type Curve } from './resonance.ts';

export interface SpectrumPlot {
  update: (curves: Curve[]) => void;
  resize: (widthPixels: number) => void;
  /** Takes the page's colours anew. */
  recolour: () => void;
  /** Puts the cursor on a frequency, counted in steps; null takes it away. */
  point: (index: number | null) => void;
  stop: () => void;
}

export const PLOT_HEIGHT = 190;
const TOKENS = ['accent', 'accent-soft', 'nozzle', 'bed', 'host', 'line', 'ink-faint'] as const;
type Token = (typeof TOKENS)[number];

const LOOKS: Record<Curve['kind'], { token: Token; width: number; dash?: number[]; fill?: Token }> = {
  spectrum: { token: 'accent', width: 1.5, fill: 'accent-soft' },
  'other-spectrum': { token: 'bed', width: 2, dash: [7, 4] },
  best: { token: 'nozzle', width: 2.5 },
  other: { token: 'host', width: 1, dash: [3, 3] },
};

function columnsOf(curves: Curve[], stepHertz: number): uPlot.AlignedData {
  const count = Math.floor(WIDEST_HERTZ / stepHertz) + 1;
  const hertz = Array.from({ length: count }, (_, index) => index * stepHertz);
  return [hertz, ...curves.map(({ values }) => hertz.map((_, index) => values[index] ?? null))];
}

/** Curves over frequency; the cursor tells one frequency. */
export function createSpectrumPlot(
  host: HTMLElement,
  { curves: first, stepHertz }: { curves: Curve[]; stepHertz: number },
  onHertz: (index: number | null) => void,
): SpectrumPlot {
  const colours = {} as Record<Token, string>;
  const recolour = () => TOKENS.forEach((token) => (colours[token] = tokenColour(host, token)));
  recolour();
  const font = `500 12px ${getComputedStyle(host).fontFamily}`;
  const series = first.map(({ label, kind }): uPlot.Series => {
    const { token, width, dash, fill } = LOOKS[kind];
    return {
      label,
      width,
      stroke: () => colours[token],
      points: { show: false },
      ...(dash && { dash }),
      ...(fill && { fill: () => colours[fill] }),
    };
  });
  const plot = new uPlot(
    {
      width: host.parentElement?.clientWidth ?? 600,
      height: PLOT_HEIGHT,
      // Room for half of the first and the last number below.
      padding: [8, 26, 0, 10],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, width: 2 } },
      scales: { x: { time: false, range: [0, WIDEST_HERTZ] }, y: { range: [0, 1.02] } },
      axes: [
        {
          stroke: () => colours['ink-faint'],
          font,
          size: 28,
          grid: { show: false },
          ticks: { show: false },
          splits: () => [0, 50, 100, WIDEST_HERTZ],
          values: (_, splits) =>
            splits.map((hertz) => (hertz === WIDEST_HERTZ ? measure(hertz, 'Hz') : `${hertz}`)),
        },
        { show: false },
      ],
      series: [{}, ...series],
      hooks: { setCursor: [(self) => onHertz(self.cursor.idx ?? null)] },
    },
    columnsOf(first, stepHertz),
    host,
  );
  return {
    update: (curves) => plot.setData(columnsOf(curves, stepHertz)),
    resize: (width) => plot.setSize({ width, height: PLOT_HEIGHT }),
    recolour() {
      recolour();
      plot.redraw(false);
    },
    point(index) {
      const hertz = index === null ? undefined : plot.data[0][index];
      const at = hertz === undefined ? -10 : plot.valToPos(hertz, 'x');
      plot.setCursor({ left: at, top: hertz === undefined ? -10 : 10 });
    },
    stop: () => plot.destroy(),
  };
}
