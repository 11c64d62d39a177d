import { m } from '#lib/paraglide/messages.js';
import { celsius } from './format.ts';
import type { Line } from './temperatures.svelte.ts';

/** Where a chart draws, in pixels. */
export interface Frame {
  width: number;
  height: number;
  minCelsius: number;
  maxCelsius: number;
}

/** A round scale over all values and targets: from 0 (or below) up to the next 50 degrees. */
export function scaleOf(lines: Line[]): { minCelsius: number; maxCelsius: number } {
  const values = lines.flatMap((line) => [...line.celsius, ...line.targetCelsius]).filter((v) => v !== null);
  const highest = values.reduce((most, value) => Math.max(most, value), 50);
  const lowest = values.reduce((least, value) => Math.min(least, value), 0);
  return {
    minCelsius: lowest < 0 ? Math.floor(lowest / 10) * 10 : 0,
    maxCelsius: Math.ceil((highest + 8) / 50) * 50,
  };
}

/** The height of a temperature in the frame. */
export const heightOf = (value: number, frame: Frame): number =>
  frame.height - ((value - frame.minCelsius) / (frame.maxCelsius - frame.minCelsius)) * frame.height;

/** An SVG path through the values, thinned to about one point a pixel and a half; gaps stay open. */
export function pathOf(values: (number | null)[], frame: Frame): string {
  const columns = Math.max(2, Math.min(values.length, Math.floor(frame.width / 1.5)));
  const stride = values.length / columns;
  let path = '';
  let pen = false;
  for (let column = 0; column < columns; column++) {
    const value = values[Math.min(values.length - 1, Math.floor((column + 1) * stride) - 1)] ?? null;
    if (value === null) {
      pen = false;
      continue;
    }
    const x = (column / (columns - 1)) * frame.width;
    path += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${heightOf(value, frame).toFixed(1)}`;
    pen = true;
  }
  return path;
}

/** Where the labels at the lines' ends go: at the last value, pushed apart where they would overlap. */
export function labelsOf(lines: Line[], frame: Frame, apart = 15): { line: Line; y: number }[] {
  const labels = lines
    .flatMap((line) => {
      const last = line.celsius.findLast((value) => value !== null);
      return last === undefined || last === null ? [] : [{ line, y: heightOf(last, frame) + 4 }];
    })
    // Lines that lie on each other keep the order of the printer: their labels must not change places every second.
    .sort((a, b) => (Math.abs(a.y - b.y) < 3 ? 0 : a.y - b.y));
  for (let index = labels.length - 2; index >= 0; index--) {
    const [label, below] = [labels[index], labels[index + 1]];
    if (label && below) label.y = Math.min(label.y, below.y - apart);
  }
  return labels;
}

/** Three or four round temperatures for the axis; not told where a line's label stands. */
export function stopsOf(lines: Line[], height: number): { celsius: number; y: number; told: boolean }[] {
  const frame = { width: 0, height, ...scaleOf(lines) };
  const step = frame.maxCelsius > 150 ? 50 : frame.maxCelsius > 60 ? 25 : 10;
  const labels = labelsOf(lines, frame);
  return Array.from({ length: Math.floor(frame.maxCelsius / step) + 1 }, (_, index) => {
    const y = heightOf(index * step, frame);
    return { celsius: index * step, y, told: labels.every((label) => Math.abs(label.y - 4 - y) > 13) };
  });
}

const STEADY_CELSIUS = 4;

/** What a line shows, as a sentence: "Nozzle steady at 205.0 °C." */
export function sentenceOf(line: Line): string {
  const values = line.celsius.filter((value) => value !== null);
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return m.chart_no_values({ label: line.label });
  const spread = Math.max(...values) - Math.min(...values);
  const words = { label: line.label, from: celsius(first, 0), to: celsius(last, 0) };
  if (spread <= STEADY_CELSIUS) return m.chart_steady(words);
  return Math.abs(last - first) <= STEADY_CELSIUS
    ? m.chart_moved({ ...words, low: celsius(Math.min(...values), 0), high: celsius(Math.max(...values), 0) })
    : last > first
      ? m.chart_rose(words)
      : m.chart_fell(words);
}
