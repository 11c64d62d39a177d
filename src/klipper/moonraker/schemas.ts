import { z } from 'zod';

/** Shapes of Moonraker's answers that we read. Loose: what we do not read may differ between versions. */

const nullish = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? null);

export const ServerInfo = z.looseObject({
  klippy_connected: z.boolean().default(false),
  klippy_state: z.string(),
  components: z.array(z.string()).default([]),
  failed_components: z.array(z.string()).default([]),
  warnings: z.array(z.string()).default([]),
  websocket_count: z.number().optional(),
  moonraker_version: z.string().default(''),
  missing_klippy_requirements: z.array(z.string()).default([]),
});

export const PrinterInfo = z.looseObject({
  state: z.string(),
  state_message: z.string().default(''),
  hostname: z.string().optional(),
  software_version: z.string().optional(),
  cpu_info: z.string().optional(),
});

export const ObjectsAnswer = z.looseObject({
  eventtime: z.number(),
  status: z.record(z.string(), z.unknown()),
});

export const Throttled = z.looseObject({ bits: z.number().optional(), flags: z.array(z.string()) });
export const SystemMemory = z.looseObject({
  total: z.number(),
  available: z.number().optional(),
  used: z.number().optional(),
});

export const ProcStatUpdate = z.looseObject({
  cpu_temp: nullish(z.number()),
  system_cpu_usage: nullish(z.looseObject({ cpu: z.number() })),
  system_memory: nullish(SystemMemory),
});
export const ProcStats = ProcStatUpdate.extend({ throttled_state: nullish(Throttled) });

export const SystemInfo = z.looseObject({
  system_info: z.looseObject({
    cpu_info: z
      .looseObject({
        cpu_count: z.number().nullish(),
        model: z.string().nullish(),
        cpu_desc: z.string().nullish(),
        total_memory: z.number().nullish(),
      })
      .optional(),
    distribution: z.looseObject({ name: z.string().nullish() }).optional(),
    available_services: z.array(z.string()).optional(),
    service_state: z.record(z.string(), z.unknown()).optional(),
  }),
});

export const FileItem = z.looseObject({ path: z.string(), modified: z.number(), size: z.number() });

export const Thumbnail = z.looseObject({
  width: z.number(),
  height: z.number(),
  size: z.number(),
  relative_path: z.string(),
});

export const Metadata = z.looseObject({
  filename: z.string().optional(),
  size: z.number(),
  modified: z.number(),
  uuid: nullish(z.string()),
  slicer: nullish(z.string()),
  estimated_time: nullish(z.number()),
  filament_total: nullish(z.number()),
  filament_weight_total: nullish(z.number()),
  filament_type: nullish(z.string()),
  first_layer_extr_temp: nullish(z.number()),
  first_layer_bed_temp: nullish(z.number()),
  layer_height: nullish(z.number()),
  first_layer_height: nullish(z.number()),
  layer_count: nullish(z.number()),
  object_height: nullish(z.number()),
  nozzle_diameter: nullish(z.number()),
  gcode_start_byte: nullish(z.number()),
  gcode_end_byte: nullish(z.number()),
  thumbnails: z.array(Thumbnail).nullish(),
});
export type MetadataAnswer = z.infer<typeof Metadata>;

/** Unlike `Thumbnail` its path is relative to the root, not to the file's folder. */
export const StoredThumbnail = z.looseObject({
  width: z.number(),
  height: z.number(),
  size: z.number(),
  thumbnail_path: z.string(),
});

const Item = z.looseObject({ path: z.string(), root: z.string() });
export const FileAction = z.looseObject({
  action: z.string(),
  item: Item,
  source_item: Item.optional(),
});
export const Zipped = z.looseObject({ destination: Item.partial(), action: z.string() });

export const DirectoryAnswer = z.looseObject({
  dirs: z.array(z.looseObject({ dirname: z.string() })).default([]),
  files: z.array(z.looseObject({ filename: z.string(), modified: z.number(), size: z.number() })).default([]),
  disk_usage: z.looseObject({ total: z.number(), used: z.number(), free: z.number() }).optional(),
});

export const ServerConfig = z.looseObject({
  config: z.record(z.string(), z.unknown()),
  files: z.array(z.looseObject({ filename: z.string(), sections: z.array(z.string()) })).optional(),
});
export const Rollover = z.looseObject({
  rolled_over: z.array(z.string()),
  failed: z.record(z.string(), z.string()),
});
export const Devices = z.array(z.looseObject({}));

export const TemperatureStore = z.record(
  z.string(),
  z.looseObject({
    temperatures: z.array(z.number().nullable()),
    targets: z.array(z.number().nullable()).optional(),
  }),
);

export const GcodeStore = z.looseObject({
  gcode_store: z.array(z.looseObject({ message: z.string(), time: z.number(), type: z.string() })),
});

export const Job = z.looseObject({
  job_id: z.string(),
  filename: z.string(),
  status: z.string(),
  start_time: z.number(),
  end_time: nullish(z.number()),
  print_duration: z.number(),
  total_duration: z.number(),
  filament_used: z.number(),
});
export const HistoryList = z.looseObject({ count: z.number(), jobs: z.array(Job) });
export const HistoryTotals = z.looseObject({
  job_totals: z.looseObject({
    total_jobs: z.number(),
    total_time: z.number(),
    total_print_time: z.number(),
    total_filament_used: z.number(),
  }),
});
export const QueueStatus = z.looseObject({
  queue_state: z.string(),
  queued_jobs: z.array(z.looseObject({ job_id: z.string(), filename: z.string() })).default([]),
});

export const Webcam = z.looseObject({
  name: z.string(),
  enabled: z.boolean().default(true),
  service: z.string().default(''),
  stream_url: z.string().default(''),
  snapshot_url: z.string().default(''),
  flip_horizontal: z.boolean().default(false),
  flip_vertical: z.boolean().default(false),
  rotation: z.number().default(0),
});
export type WebcamAnswer = z.infer<typeof Webcam>;
export const WebcamList = z.looseObject({ webcams: z.array(Webcam) });

export const WebcamItem = z.looseObject({ webcam: Webcam });
export const WebcamTest = z.looseObject({
  name: z.string(),
  snapshot_reachable: z.boolean(),
  snapshot_url: nullish(z.string()),
  stream_url: nullish(z.string()),
});

/** Of each thing that can be brought up to date; where `update_manager` is configured. */
export const UpdateStatus = z.looseObject({
  busy: z.boolean().optional(),
  version_info: z.record(z.string(), z.looseObject({})),
});

export const PowerStates = z.record(z.string(), z.string());
export const PowerDevice = z.looseObject({
  device: z.string(),
  status: z.string(),
  locked_while_printing: z.boolean().optional(),
});
export const PowerDevices = z.looseObject({ devices: z.array(PowerDevice) });

export const AccessInfo = z.looseObject({
  login_required: z.boolean().optional(),
  trusted: z.boolean().optional(),
  available_sources: z.array(z.string()).optional(),
});
export const LoginAnswer = z.looseObject({
  username: z.string(),
  token: z.string(),
  refresh_token: z.string(),
});
export const RefreshAnswer = z.looseObject({ username: z.string(), token: z.string() });
export const User = z.looseObject({ username: z.string(), source: z.string().optional() });
export const UserAction = z.looseObject({ username: z.string(), action: z.string() });
export const Announcements = z.looseObject({
  entries: z.array(z.looseObject({ title: z.string() })).default([]),
});
export const DatabaseItem = z.looseObject({
  namespace: z.string(),
  key: nullish(z.string()),
  value: z.unknown(),
});
