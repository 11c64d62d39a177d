const now = Date.now();

const curve = (from: number, to: number, wobble: number) =>
  Array.from(
    { length: 1200 },
    (_, second) =>
      from + (to - from) * Math.min(1, Math.max(0, (second - 200) / 360)) + Math.sin(second / 17) * wobble,
  );

export const series = [
  {
    id: 'extruder',
    label: 'Nozzle',
    kind: 'nozzle',
    endsAtMs: now,
    stepSeconds: 1,
    celsius: curve(205, 205, 0.4),
    targetCelsius: Array(1200).fill(205),
  },
  {
    id: 'heater_bed',
    label: 'Bed',
    kind: 'bed',
    endsAtMs: now,
    stepSeconds: 1,
    celsius: curve(60, 60, 0.2),
    targetCelsius: Array(1200).fill(60),
  },
];
const history = (celsius: number[]) => ({
  ends_at: new Date(now).toISOString(),
  step_s: 20,
  celsius: celsius.filter((_, index) => index % 20 === 0),
});

export const heatingSeries = [
  {
    ...{ id: 'extruder', label: 'Nozzle', celsius: 204.7, target_c: 205, max_c: 260 },
    history: history(curve(23, 205, 0.6)),
  },
  {
    ...{ id: 'heater_bed', label: 'Bed', celsius: 60, target_c: 60, max_c: 120 },
    history: history(curve(23, 60, 0.2)),
  },
  {
    ...{ id: 'temperature_sensor chamber', label: 'Chamber', celsius: 27.9, target_c: null, max_c: null },
    history: history(curve(24, 28, 0)),
  },
  { id: 'temperature_host', label: 'Raspberry Pi', celsius: 61.8, target_c: null, max_c: null },
];
