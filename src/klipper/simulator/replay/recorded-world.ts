import { practiceMacrosCfg, practicePrinterCfg } from '../machine/default-config.ts';

/** The printer of the recordings: as the practice printer, without the sensor of the micro-controller. */
export const recordedWorld = {
  printer_name: 'Recorded',
  services: [],
  config: {
    'printer.cfg': practicePrinterCfg.replace(/\[temperature_sensor mcu\][^[]*/, ''),
    'macros.cfg': practiceMacrosCfg,
    'moonraker.conf': '[server]\nhost: 127.0.0.1\n',
  },
  power_devices: [
    {
      device: 'case_light',
      status: 'off',
      locked_while_printing: false,
      type: 'klipper_device',
      objectName: 'output_pin caselight',
    },
  ],
  webcams: [{ name: 'bed', service: 'mjpegstreamer-adaptive', rotation: 180 }],
};

/** Some were recorded with a script of their own for errors in files. */
export const ownErrorScript = {
  preset: {
    world: {
      ...recordedWorld,
      config: {
        ...recordedWorld.config,
        'printer.cfg': recordedWorld.config['printer.cfg'].replace(
          '[virtual_sdcard]\n',
          '[virtual_sdcard]\non_error_gcode: CANCEL_PRINT\n',
        ),
      },
    },
    preset: {},
  },
};
