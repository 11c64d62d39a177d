/**
 * What an action does and what follows from it, for questions that only mention it. By intent.
 * Facts: prompts/knowledge (pause-resume-filament, emergency-stop, save-config-restart, …).
 */
export const EXPLANATIONS: Record<string, string> = {
  upload:
    'Drop the G-code file into this chat, or choose it with the clip beside the line you write in; then I put it on the printer, and start nothing. A model (.stl, .3mf) has to be sliced first. Slicers can send files by themselves too: OrcaSlicer and PrusaSlicer to the address of Moonraker.',
  pause:
    'A pause stops the motion and usually parks the head; the heaters stay on, so it can be resumed. In a long pause the nozzle oozes, the part cools and the next layer sticks less; after the idle timeout (10 minutes unless set otherwise) Klipper turns heaters and motors off, and then the part may come loose and the print cannot go on. [pause-resume-filament] Nothing was changed.',
  resume:
    'Resume moves the head back to where the print was paused and goes on. It needs the nozzle hot and the axes still homed. [pause-resume-filament] Nothing was changed.',
  cancel:
    'Cancel ends the print for good: the printer stops printing, usually turns the heaters off and parks the head. It cannot be continued; the plastic used so far is lost. Use pause if you may want to go on. Nothing was changed.',
  stop: 'There are three stops: pause (can go on later), cancel (the print is over) and the emergency stop (everything off at once). Nothing was changed.',
  emergency_stop:
    'The emergency stop halts everything at once: heaters and motors go off immediately and the print is lost. It is for danger: fire, smoke, a crash. Afterwards Klipper is in shutdown and needs a firmware restart, and homing again. [emergency-stop]',
  home: 'Homing moves each axis to its endstop or probe, so that Klipper knows the position. Without it a position means nothing, a mesh has no reference in Z and no move is allowed. Nothing was moved.',
  bed_mesh:
    'A bed mesh measures the plate at many points with the probe and lets Z follow the unevenness. Home first, so that X, Y and Z have a reference position. [bed-mesh] Nothing was moved.',
  start_print:
    'Before a print: the bed must be clear, the right filament loaded, the plate clean. Name the file and I propose the start. Nothing was started.',
  set_temperature:
    'Setting a target only switches the heater; how long it takes depends on its power and the room: a nozzle needs about 2-3 minutes to 210 °C, a bed about 5 minutes to 60 and 10 or more minutes to 110 °C. In a print steps of 5 °C are enough: hotter bonds and flows better but strings more, colder is crisper but weaker. Nothing was changed.',
  heaters_off:
    'With the heaters off the nozzle needs about 5-10 minutes to become cool, the bed longer; a running print would fail. Nothing was changed.',
  heater_off:
    'With the heater off it cools: the nozzle in about 5-10 minutes, depending on fan and room, the bed in 15-30 minutes. A running print would fail: on a cold bed the part warps and comes loose, and a cold nozzle extrudes nothing. Nothing was changed.',
  restart:
    'RESTART reloads the config and Klipper’s host process; FIRMWARE_RESTART also resets the boards and is needed after a shutdown. Both end a print and forget the homing. [save-config-restart] Nothing was changed.',
  firmware_restart:
    'A firmware restart resets the boards and Klipper; it clears a shutdown. A print is lost and homing is forgotten. Fix the cause first. [save-config-restart] Nothing was changed.',
  save_calibration:
    'SAVE_CONFIG writes calibration results into the block at the end of printer.cfg, keeps a dated copy and restarts Klipper; it would end a print. [save-config-restart] Nothing was changed.',
  delete_file:
    'A deleted file is gone from the printer for good; it would have to be uploaded again. Nothing was deleted.',
  motors_off:
    'With the motors off you can move the head by hand; the position is forgotten and must be homed again. In a print it would ruin the part. Nothing was changed.',
  set_speed:
    'The speed factor scales all moves of the running print: faster saves time but costs detail and needs more melting capacity (gaps, weak layers, clicking); slower is gentler and helps small or warping parts; 100 % is as sliced. Nothing was changed.',
  set_fan:
    'The part fan cools the plastic just laid: PLA wants it full after the first layers, ABS little or none. Without it overhangs droop and small parts melt. The hotend fan is another one and must stay on. Nothing was changed.',
  reboot_host:
    'A reboot restarts the computer beside the printer: it is away for a minute or two, and a print would be lost. Nothing was changed.',
  power:
    'Switching the power off cuts heaters, motors and fans; let the hotend cool below 50 °C first. A print would be lost. Nothing was changed.',
  exclude_object:
    'Excluding an object leaves it out for the rest of the print while the others go on; it cannot be taken back. The slicer must have labelled the objects. Nothing was changed.',
  screws_tilt:
    'With a probe and the section screws_tilt_adjust, Klipper measures at each screw and says how far to turn: CW 00:15 is a quarter turn clockwise. [bed-leveling-screws]',
};
