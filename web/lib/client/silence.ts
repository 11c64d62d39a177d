/** The server says something at least every 10 s; after so many milliseconds it is not heard any more. */
export const SILENT_MS = 25_000;
