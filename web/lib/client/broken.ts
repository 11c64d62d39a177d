/**
 * Tells when a picture cannot be loaded, also when that happened before the page came alive. An `onerror` attribute
 * would stand as an inline handler in the server's HTML, which the content policy forbids.
 */
export const whenBroken = (tell: () => void) => (picture: HTMLImageElement) => {
  if (picture.complete && picture.naturalWidth === 0) tell();
  picture.addEventListener('error', tell);
  return () => picture.removeEventListener('error', tell);
};
