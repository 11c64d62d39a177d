import type { Coordinates } from './coordinates.ts';
import { HAS_E, HAS_F } from './coordinates.ts';
import type { FirmwareRetraction } from './limits.ts';

/** G10 and G11 of a printer with [firmware_retraction]. mm and mm/s. */
export class Retraction {
  private settings: FirmwareRetraction;
  private retracted = false;
  private readonly coordinates: Coordinates;

  constructor(coordinates: Coordinates, settings: FirmwareRetraction) {
    this.coordinates = coordinates;
    this.settings = settings;
  }

  /** SET_RETRACTION; the state is forgotten, so the next G10 retracts again. */
  change(settings: Partial<FirmwareRetraction>): void {
    const given = Object.entries(settings).filter(([, value]) => value !== undefined);
    this.settings = { ...this.settings, ...Object.fromEntries(given) };
    this.retracted = false;
  }

  retract(): void {
    if (this.retracted) return;
    this.retracted = true;
    this.shift(-this.settings.retractLength, this.settings.retractSpeed);
  }

  unretract(): void {
    if (!this.retracted) return;
    this.retracted = false;
    this.shift(
      this.settings.retractLength + this.settings.unretractExtraLength,
      this.settings.unretractSpeed,
    );
  }

  /** A relative move of the filament that leaves modes and speed as they were. */
  private shift(length: number, speed: number): void {
    const { coordinates } = this;
    const { absolute, speed: before } = coordinates;
    const last = coordinates.last[3];
    // Klipper writes the length with five decimals and the feed rate in whole mm/min.
    const feed = Math.floor(speed * 60);
    coordinates.absolute = false;
    coordinates.linear(HAS_E | HAS_F, 0, 0, 0, Number(length.toFixed(5)), feed);
    coordinates.absolute = absolute;
    coordinates.speed = before;
    coordinates.base[3] += coordinates.last[3] - last;
  }
}
