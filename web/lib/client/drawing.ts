/** A colour of the page's tokens as the element shows it now, light or dark, as red, green and blue for a canvas. */
export function tokenColour(element: HTMLElement, token: string): string {
  const before = element.style.color;
  element.style.color = `var(--color-${token})`;
  const shown = getComputedStyle(element).color;
  element.style.color = before;
  const dot = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!dot) return shown;
  dot.fillStyle = shown;
  dot.fillRect(0, 0, 1, 1);
  const [red, green, blue] = dot.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Calls when the page goes from light to dark or back, by the system or by choice; returns its stop. */
export function onThemeChange(changed: () => void): () => void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(changed);
  system.addEventListener('change', changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', changed);
    chosen.disconnect();
  };
}

/** Tells whether an element is on the screen, with a margin around it; returns its stop. */
export function whileSeen(element: Element, told: (seen: boolean) => void): () => void {
  const observer = new IntersectionObserver(([entry]) => told(entry?.isIntersecting === true), {
    rootMargin: '160px',
  });
  observer.observe(element);
  return () => observer.disconnect();
}
