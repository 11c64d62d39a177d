/** A hand-made update of the size a printing printer sends. */
export function frame(turn: number): string {
  return JSON.stringify({
    jsonrpc: '2.0',
    method: 'notify_status_update',
    params: [
      {
        extruder: { temperature: 200 + (turn % 10) / 100, power: 0.41 },
        heater_bed: { temperature: 60 + (turn % 7) / 100 },
        print_stats: { total_duration: 10 + turn / 4, print_duration: turn / 4, filament_used: turn * 1.1 },
        virtual_sdcard: { progress: 0.1, file_position: 10_000 + turn },
        motion_report: { live_position: [100 + turn, 99.5, 0.4, 65.5], live_velocity: 120.5 },
        toolhead: { position: [110.539, 99.539, 0.4, 65.51872] },
      },
      1000 + turn / 4,
    ],
  });
}
