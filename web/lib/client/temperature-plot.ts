import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { labelsOf, scaleOf, stopsOf } from './chart.ts';
import { tokenColour } from './drawing.ts';
import { clock, clockSeconds, number } from './format.ts';
import type { Line } from './temperatures.svelte.ts';

/** Lines of equal length whose last value is from `endsAtMs`, one value every `stepSeconds`. */
export interface PlotData {
  lines: Line[];
  endsAtMs: number;
  stepSeconds: number;
}

export interface TemperaturePlot {
  update: (data: PlotData) => void;
  resize: (widthPixels: number) => void;
  /** Takes the page's colours anew. */
  recolour: () => void;
  /** Puts the cursor on a value, counted from the first; null takes it away. */
  point: (index: number | null) => void;
  showAll: () => void;
  stop: () => void;
}

const HEIGHT = 196;
const TOKENS = ['nozzle', 'bed', 'chamber', 'host', 'line', 'ink-faint'] as const;
type Token = (typeof TOKENS)[number];
/** The line style belongs to the sensor as its colour does. */
const DASHES: Partial<Record<Line['kind'], number[]>> = { bed: [7, 4], chamber: [1, 5] };

export const tokenOf = (kind: Line['kind']): Token =>
  kind === 'nozzle' || kind === 'bed' || kind === 'chamber' ? kind : 'host';

function columnsOf({ lines, endsAtMs, stepSeconds }: PlotData): uPlot.AlignedData {
  const count = Math.max(...lines.map((line) => line.celsius.length));
  const times = Array.from(
    { length: count },
    (_, index) => endsAtMs / 1000 - (count - 1 - index) * stepSeconds,
  );
  const padded = (values: (number | null)[]) => [...Array<null>(count - values.length).fill(null), ...values];
  // A single target holds for the whole time; an off heater has none.
  const targets = lines.map(({ targetCelsius: all }) =>
    (all.length === 1 ? Array<number | null>(count).fill(all[0] ?? null) : padded(all)).map(
      (value) => value || null,
    ),
  );
  return [times, ...lines.map((line) => padded(line.celsius)), ...targets];
}

const seriesOf = (lines: Line[], colours: Record<Token, string>): uPlot.Series[] => [
  {},
  ...lines.map((line): uPlot.Series => ({
    label: line.label,
    stroke: () => colours[tokenOf(line.kind)],
    width: tokenOf(line.kind) === 'host' ? 1.25 : 2.25,
    cap: 'round',
    points: { show: false },
    ...(DASHES[line.kind] && { dash: DASHES[line.kind] }),
  })),
  ...lines.map((line): uPlot.Series => ({
    stroke: () => colours[tokenOf(line.kind)],
    width: 1.25,
    alpha: 0.75,
    dash: [2, 4],
    points: { show: false },
    paths: uPlot.paths.stepped?.({ align: 1 }),
  })),
];

/** Labels stand at the lines' ends, so that nobody has to compare colours with a legend. */
function drawLabels(plot: uPlot, data: PlotData, colours: Record<Token, string>, font: string): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const frame = { width: 0, height: bbox.height / ratio, ...scaleOf(data.lines) };
  ctx.save();
  ctx.font = font;
  for (const { line, y } of labelsOf(data.lines, frame)) {
    ctx.fillStyle = colours[tokenOf(line.kind)];
    ctx.fillText(line.label, bbox.left + bbox.width + 6 * ratio, bbox.top + y * ratio);
  }
  ctx.restore();
}

/**
 * The lines of some sensors over time. Drag to look closer; the cursor tells one moment.
 * @param onMoment told which value the cursor is at, null when it is at none
 * @param onZoom told whether less than the whole time is shown
 */
export function createTemperaturePlot(
  host: HTMLElement,
  first: PlotData,
  { onMoment, onZoom }: { onMoment: (index: number | null) => void; onZoom: (zoomed: boolean) => void },
): TemperaturePlot {
  let data = first;
  let zoomed = false;
  const colours = {} as Record<Token, string>;
  const recolour = () => TOKENS.forEach((token) => (colours[token] = tokenColour(host, token)));
  recolour();
  const family = getComputedStyle(host).fontFamily;
  const labelled = (weight: number, pixels: number) => `${weight} ${pixels}px ${family}`;
  const shown = () => colours['ink-faint'];
  const plot = new uPlot(
    {
      width: host.parentElement?.clientWidth ?? 600,
      height: HEIGHT,
      padding: [10, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false }, points: { size: 8, width: 2 } },
      scales: {
        y: { range: () => { const { minCelsius, maxCelsius } = scaleOf(data.lines); return [minCelsius, maxCelsius]; } }, // prettier-ignore
      },
      axes: [
        {
          stroke: shown,
          font: labelled(500, 12),
          size: 28,
          space: 84,
          grid: { show: false },
          ticks: { show: false },
          values: (_, splits) => {
            const close = (splits[1] ?? 60) - (splits[0] ?? 0) < 60;
            return splits.map((second) => (close ? clockSeconds(second * 1000) : clock(second * 1000)));
          },
        },
        {
          side: 1,
          stroke: shown,
          font: labelled(500, 12),
          size: Math.max(56, ...data.lines.map((line) => line.label.length * 8 + 14)),
          gap: 6,
          grid: { stroke: () => colours.line, width: 1 },
          ticks: { show: false },
          splits: () => stopsOf(data.lines, HEIGHT - 38).map((stop) => stop.celsius),
          values: () =>
            stopsOf(data.lines, HEIGHT - 38).map((stop) => (stop.told ? number(stop.celsius) : '')),
        },
      ],
      series: seriesOf(data.lines, colours),
      hooks: {
        draw: [(self) => zoomed || drawLabels(self, data, colours, labelled(650, 13 * devicePixelRatio))],
        setCursor: [(self) => onMoment(self.cursor.idx ?? null)],
        setScale: [
          (self, key) => {
            if (key !== 'x') return;
            const times = self.data[0];
            const whole =
              (self.scales.x?.min ?? 0) <= (times[0] ?? 0) &&
              (self.scales.x?.max ?? 0) >= (times.at(-1) ?? 0);
            if (zoomed === !whole) return;
            zoomed = !whole;
            onZoom(zoomed);
          },
        ],
      },
    },
    columnsOf(data),
    host,
  );
  return {
    update(next) {
      data = next;
      plot.setData(columnsOf(data), !zoomed);
    },
    resize: (width) => plot.setSize({ width, height: HEIGHT }),
    recolour() {
      recolour();
      plot.redraw(false);
    },
    point(index) {
      const time = index === null ? undefined : plot.data[0][index];
      plot.setCursor({
        left: time === undefined ? -10 : plot.valToPos(time, 'x'),
        top: time === undefined ? -10 : 10,
      });
    },
    showAll: () => plot.setData(plot.data, true),
    stop: () => plot.destroy(),
  };
}
