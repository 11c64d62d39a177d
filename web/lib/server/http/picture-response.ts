/** A picture from a printer or a person: shown as what it was checked to be, never as a page. */
export function pictureResponse(
  picture: { bytes: Uint8Array; mediaType: string },
  headers: Record<string, string>,
): Response {
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'content-type': picture.mediaType,
      'content-length': String(picture.bytes.byteLength),
      'content-disposition': 'inline',
      ...headers,
    },
  });
}
