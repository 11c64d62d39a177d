/** One of Klipper's objects as it reports it: field → value. */
export type PrinterObject = Record<string, unknown>;
