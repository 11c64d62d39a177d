/** Families of models that take pictures, by the names their makers and local servers give them. */
const SEEING = [
  /^(openai\/)?(gpt-(4o|4\.\d|5)|chatgpt|o[134](-|$))/,
  /claude|gemini|pixtral|llava|moondream|minicpm-v|internvl/,
  /gemma-?3|llama-?(3\.2-vision|4)|mistral-small-?3/,
  /vision|[-_.]?vl\b|multimodal/,
];

/** A guess from the name; the settings can say it outright. */
export function seesPictures(modelId: string): boolean {
  const id = modelId.toLowerCase();
  return !/o3-mini|o1-mini|o1-preview/.test(id) && SEEING.some((family) => family.test(id));
}
