import { after, type Heater, type HeatModel, type Machine } from './machine.ts';
import { shutDown } from './klippy-state.ts';
import { thermalHint } from './messages.ts';

/** Heaters are computed four times a second, as often as Klipper reports. */
export const heaterTickSeconds = 0.25;
const roomCelsius = 22.5;

/** Typical blocks: a 40 W hotend, a 220 W bed, a 100 W chamber heater. */
export function heatModelFor(name: string): HeatModel {
  if (name.startsWith('extruder')) return { watts: 40, joulesPerKelvin: 11, wattsPerKelvinLost: 0.12 };
  if (name === 'heater_bed') return { watts: 240, joulesPerKelvin: 300, wattsPerKelvinLost: 1.6 };
  return { watts: 120, joulesPerKelvin: 220, wattsPerKelvinLost: 1.0 };
}

/** One tick of physics and control for every heater, sensor and thermostatic fan. */
export function tickHeat(machine: Machine): void {
  for (const heater of machine.heaters.values()) tickHeater(machine, heater);
  tickSensors(machine);
  tickFans(machine);
}

function tickHeater(machine: Machine, heater: Heater): void {
  const { model } = heater;
  const controlled = machine.klippy.state === 'ready';
  heater.power = controlled && heater.targetCelsius > 0 ? controlPower(machine, heater) : 0;
  const hotFault = machine.faults.has('runaway') && isMainExtruder(heater);
  const coldFault = machine.faults.has('heater-not-heating') && isMainExtruder(heater);
  const watts = hotFault ? model.watts : coldFault ? 0 : heater.power * model.watts;
  const loss =
    model.wattsPerKelvinLost * (1 + (heater.name.startsWith('extruder') ? 0.25 * partFan(machine) : 0));
  const flow = watts - loss * (heater.trueCelsius - roomCelsius);
  heater.trueCelsius += (flow / model.joulesPerKelvin) * heaterTickSeconds;
  heater.readCelsius = readSensor(machine, heater);
  if (machine.klippy.state === 'ready') watchHeater(machine, heater);
}

/** A proportional-integral law with the steady power fed forward: a small overshoot, then quiet. */
function controlPower(machine: Machine, heater: Heater): number {
  const error = heater.targetCelsius - heater.trueCelsius;
  const { model } = heater;
  const hold = (model.wattsPerKelvinLost * (heater.targetCelsius - roomCelsius)) / model.watts;
  const gain = (model.joulesPerKelvin / model.watts) * 0.28;
  if (Math.abs(error) < 12) heater.integral += error * gain * 0.035 * heaterTickSeconds;
  heater.integral = Math.max(-0.25, Math.min(0.25, heater.integral));
  return Math.max(0, Math.min(1, hold + heater.integral + error * gain));
}

function readSensor(machine: Machine, heater: Heater): number {
  if (isMainExtruder(heater)) {
    if (machine.faults.has('thermistor-open')) return -99.585;
    if (machine.faults.has('thermistor-short')) return 443.21;
  }
  return Math.round((heater.trueCelsius + (machine.random() - 0.5) * 0.06) * 100) / 100;
}

function isMainExtruder(heater: Heater): boolean {
  return heater.name === 'extruder';
}

function partFan(machine: Machine): number {
  return machine.fans.get('fan')?.speed ?? 0;
}

/** Klipper's own watch: readings outside the range stop the printer, and so does heat that does not come. */
function watchHeater(machine: Machine, heater: Heater): void {
  const { readCelsius, minimumCelsius, maximumCelsius } = heater;
  if (readCelsius < minimumCelsius || readCelsius > maximumCelsius) {
    const range = `${minimumCelsius.toFixed(3)}:${maximumCelsius.toFixed(3)}`;
    const why = `Sensor '${heater.name}' temperature ${readCelsius.toFixed(3)} not in range ${range}`;
    after(machine, 0.7, (later) =>
      shutDown(
        later,
        `MCU 'mcu' shutdown: ADC out of range\n\n${why}\n\nThis generally occurs when a heater temperature exceeds\nits configured min_temp or max_temp.`,
      ),
    );
    return;
  }
  if (heater.targetCelsius <= 0 || readCelsius >= heater.targetCelsius - 5) {
    heater.watch = null;
    return;
  }
  heater.watch ??= { sinceSeconds: machine.now, fromCelsius: readCelsius };
  const gainSeconds = heater.name.startsWith('extruder') ? 20 : 60;
  if (machine.now - heater.watch.sinceSeconds < gainSeconds) return;
  if (readCelsius < heater.watch.fromCelsius + 2) {
    shutDown(machine, `Heater ${heater.name} not heating at expected rate${thermalHint}`);
  } else heater.watch = { sinceSeconds: machine.now, fromCelsius: readCelsius };
}

function tickSensors(machine: Machine): void {
  const bed = machine.heaters.get('heater_bed')?.trueCelsius ?? roomCelsius;
  for (const sensor of machine.sensors.values()) {
    const goal =
      sensor.kind === 'chamber' || sensor.kind === 'other'
        ? roomCelsius + 0.5 + (bed - roomCelsius) * 0.16
        : sensor.celsius;
    const drift = (goal - sensor.celsius) * (heaterTickSeconds / 400);
    const jitter =
      sensor.kind === 'host' || sensor.kind === 'mcu'
        ? machine.random() < 0.05
          ? (machine.random() - 0.5) * 0.1
          : 0
        : (machine.random() - 0.5) * 0.04;
    const hot = machine.faults.has('host-overheating') && sensor.kind === 'host';
    const base = hot ? 84 : sensor.celsius + drift;
    sensor.celsius = Math.round((base + jitter) * 1000) / 1000;
    sensor.minimumMeasured = Math.min(sensor.minimumMeasured, sensor.celsius);
    sensor.maximumMeasured = Math.max(sensor.maximumMeasured, sensor.celsius);
  }
}

function tickFans(machine: Machine): void {
  for (const fan of machine.fans.values()) {
    if (fan.kind === 'heater_fan') {
      const hot = fan.heaters.some((name) => {
        const heater = machine.heaters.get(name);
        return heater !== undefined && (heater.targetCelsius > 0 || heater.readCelsius > fan.heaterCelsius);
      });
      fan.speed = hot ? fan.fanSpeed : 0;
    } else if (fan.kind === 'controller_fan') {
      const busy = [...machine.heaters.values()].some((heater) => heater.targetCelsius > 0);
      fan.speed = busy ? fan.fanSpeed : 0;
    }
  }
}

/** Sets a target. Throws nothing: the range is checked by the caller in Klipper's words. */
export function setTarget(heater: Heater, celsius: number): void {
  if (heater.targetCelsius !== celsius) {
    heater.integral = 0;
    heater.watch = null;
  }
  heater.targetCelsius = celsius;
}

export function turnOffHeaters(machine: Machine): void {
  for (const heater of machine.heaters.values()) setTarget(heater, 0);
}
