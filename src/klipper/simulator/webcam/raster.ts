/** A small picture in memory: RGBA bytes, filled shapes, nothing else. */
export interface Raster {
  width: number;
  height: number;
  data: Buffer;
}

export type Color = readonly [red: number, green: number, blue: number];
export type Point = readonly [x: number, y: number];

export function createRaster(width: number, height: number): Raster {
  return { width, height, data: Buffer.alloc(width * height * 4, 255) };
}

export function mix(one: Color, other: Color, share: number): Color {
  const part = Math.max(0, Math.min(1, share));
  return [
    one[0] + (other[0] - one[0]) * part,
    one[1] + (other[1] - one[1]) * part,
    one[2] + (other[2] - one[2]) * part,
  ];
}

export function fillAll(raster: Raster, top: Color, bottom: Color): void {
  for (let y = 0; y < raster.height; y++) {
    const color = mix(top, bottom, y / raster.height);
    fillSpan(raster, y, 0, raster.width, color);
  }
}

function fillSpan(raster: Raster, y: number, from: number, to: number, color: Color): void {
  const start = Math.max(0, Math.round(from));
  const end = Math.min(raster.width, Math.round(to));
  let at = (y * raster.width + start) * 4;
  for (let x = start; x < end; x++) {
    raster.data[at] = color[0];
    raster.data[at + 1] = color[1];
    raster.data[at + 2] = color[2];
    at += 4;
  }
}

/** Fills a convex or simple polygon, line by line. */
export function fillPolygon(raster: Raster, points: readonly Point[], color: Color): void {
  const ys = points.map((point) => point[1]);
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(raster.height - 1, Math.ceil(Math.max(...ys)));
  for (let y = top; y <= bottom; y++) {
    const crossings: number[] = [];
    for (let index = 0; index < points.length; index++) {
      const from = points[index] as Point;
      const to = points[(index + 1) % points.length] as Point;
      if (from[1] <= y === to[1] <= y) continue;
      crossings.push(from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]));
    }
    crossings.sort((one, other) => one - other);
    for (let index = 0; index + 1 < crossings.length; index += 2)
      fillSpan(raster, y, crossings[index] as number, crossings[index + 1] as number, color);
  }
}

export function fillRectangle(
  raster: Raster,
  x: number,
  y: number,
  width: number,
  height: number,
  color: Color,
): void {
  for (let row = Math.max(0, Math.round(y)); row < Math.min(raster.height, Math.round(y + height)); row++)
    fillSpan(raster, row, x, x + width, color);
}

/** Adds light around a place; it fades with the distance. */
export function glow(
  raster: Raster,
  centerX: number,
  centerY: number,
  radius: number,
  color: Color,
  strength: number,
): void {
  for (
    let y = Math.max(0, Math.floor(centerY - radius));
    y < Math.min(raster.height, centerY + radius);
    y++
  ) {
    for (
      let x = Math.max(0, Math.floor(centerX - radius));
      x < Math.min(raster.width, centerX + radius);
      x++
    ) {
      const distance = Math.hypot(x - centerX, y - centerY) / radius;
      if (distance >= 1) continue;
      const share = (1 - distance) ** 2 * strength;
      const at = (y * raster.width + x) * 4;
      for (let part = 0; part < 3; part++) {
        const value = raster.data[at + part] ?? 0;
        raster.data[at + part] = value + ((color[part] ?? 0) - value) * share;
      }
    }
  }
}
