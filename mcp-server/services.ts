/** What tools need of the outermost ring besides printers: files that people have handed over. */
export interface ToolServices {
  /** A file this person attached, by its id; null when there is none or it is not theirs to use on this printer. */
  attachment?(attachmentId: string, printerId: string, userId: string): Promise<Attachment | null>;
  /** A one-time place to which this person's client may send one file for this printer. */
  uploadSlot?(request: SlotRequest): Promise<UploadSlot>;
}

export interface Attachment {
  name: string;
  sizeBytes: number;
  sha256: string;
  open(): ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;
}

export interface SlotRequest {
  userId: string;
  printerId: string;
  name: string;
  sizeBytes: number;
}

export interface UploadSlot {
  uploadId: string;
  url: string;
  expiresAtMs: number;
}
