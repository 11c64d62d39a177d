import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface HttpRecording {
  name: string;
  request: {
    method: string;
    path: string;
    query?: Record<string, string>;
    headers?: Record<string, string>;
    body?: unknown;
    raw_body?: string;
    multipart?: Record<string, string | { filename: string; bytes: number }>;
  };
  response: { status: number; headers: Record<string, string>; body: unknown } | null;
}

export interface SocketRecording {
  name: string;
  exchange: { dir: 'send' | 'recv' | 'event'; msg?: unknown; method?: string; params?: unknown[] }[];
}

/** The exchanges of a real Moonraker and Klipper, long lists cut to four entries. */
export function readRecordings(): { http: HttpRecording[]; ws: SocketRecording[] } {
  const packed = readFileSync(new URL('../fixtures/recordings.json.gz', import.meta.url));
  return JSON.parse(gunzipSync(packed).toString('utf8')) as { http: HttpRecording[]; ws: SocketRecording[] };
}
