export interface CallOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
}

export interface PrinterFile {
  /** Relative to the gcodes root. */
  path: string;
  sizeBytes: number;
  modifiedMs: number;
}

export interface FileFacts extends PrinterFile {
  /** Changes with the content: Moonraker's uuid, or size and time. */
  fingerprint: string;
  slicer: string | null;
  estimatedSeconds: number | null;
  filamentMillimetres: number | null;
  filamentGrams: number | null;
  filamentType: string | null;
  nozzleCelsius: number | null;
  bedCelsius: number | null;
  layerHeightMillimetres: number | null;
  layerCount: number | null;
  objectHeightMillimetres: number | null;
  nozzleDiameterMillimetres: number | null;
  gcodeStartByte: number | null;
  gcodeEndByte: number | null;
  /** Thumbnails, largest last; paths are relative to the gcodes root. */
  thumbnails: { path: string; widthPixels: number; heightPixels: number; sizeBytes: number }[];
}

export interface UploadSource {
  /** Path relative to the root, folders allowed, no `..`. */
  path: string;
  /** `gcodes` when left out; `config` only for a change of the configuration that a person has approved. */
  root?: 'gcodes' | 'config';
  sizeBytes: number;
  /** SHA-256 in hex; Moonraker checks it. */
  sha256: string;
  /** Opens the bytes; called once. */
  open(): ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;
}

export interface PrinterFiles {
  list(options?: CallOptions): Promise<PrinterFile[]>;
  /**
   * Null when the printer has no such file. `listed` is the file as a list told it just now: one that the printer has
   * not looked into yet is then not listed again.
   */
  facts(path: string, options?: CallOptions & { listed?: PrinterFile }): Promise<FileFacts | null>;
  /** One streamed POST, never `print=true`. Refuses to overwrite unless asked; throws `PrinterError`. */
  upload(
    source: UploadSource,
    options?: CallOptions & { overwrite?: boolean; onProgress?: (sentBytes: number) => void },
  ): Promise<PrinterFile>;
  /**
   * Streams a file's bytes, from any root (`gcodes`, `config`, `logs`). With `lastBytes` only its end is asked for; a
   * server that cannot do that gives the whole.
   */
  download(
    root: string,
    path: string,
    options?: CallOptions & { lastBytes?: number },
  ): Promise<ReadableStream<Uint8Array>>;
  /** The thumbnail nearest to the width, or null. Checked to be a PNG or JPEG of bounded size. */
  thumbnail(path: string, widthPixels: number, options?: CallOptions): Promise<Picture | null>;
}

export interface Picture {
  bytes: Uint8Array;
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  takenAtMs: number;
}
