export interface Place {
  x: number;
  y: number;
  z: number;
}

const CLOSE_MILLIMETRES = 0.02;

/** Whether the net motion of some lines is the one that was asked for. */
export function motionFits(wanted: Record<string, number>, lines: readonly string[], start: Place): boolean {
  const end = follow(lines, start);
  return Object.entries(wanted).every(([key, value]) => {
    const [, kind, axis, bound] = /^(d?)([xyze])(?:_(min|max))?$/.exec(key) ?? [];
    if (!axis) return true;
    const from = axis === 'e' ? 0 : start[axis as 'x'];
    const at = end[axis as 'x' | 'e'];
    const measured = kind === 'd' ? at - from : at;
    if (bound === 'min') return measured >= value - CLOSE_MILLIMETRES;
    if (bound === 'max') return measured <= value + CLOSE_MILLIMETRES;
    return Math.abs(measured - value) <= CLOSE_MILLIMETRES;
  });
}

function follow(lines: readonly string[], start: Place): Place & { e: number } {
  const at = { ...start, e: 0 };
  let relative = false;
  let relativeE = false;
  for (const line of lines) {
    const [command, ...words] = line.split(' ');
    if (command === 'G90') relative = false;
    if (command === 'G91') relative = true;
    if (command === 'M82') relativeE = false;
    if (command === 'M83') relativeE = true;
    if (command === 'RESTORE_GCODE_STATE') relative = relativeE = false;
    if (command !== 'G0' && command !== 'G1') continue;
    for (const word of words) {
      const axis = word[0]?.toLowerCase() as 'x' | 'e';
      const value = Number(word.slice(1));
      if (!(axis in at)) continue;
      at[axis] = (axis === 'e' ? relative || relativeE : relative) ? at[axis] + value : value;
    }
  }
  return at;
}
