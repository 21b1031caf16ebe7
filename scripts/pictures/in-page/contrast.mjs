// Runs in the page: how well a text stands out from what lies behind it, as WCAG 2 reckons it.

/** For text of any size. */
const ENOUGH = 4.5;
const SHAPES = 'rect, path, polygon, circle, ellipse';

/** Every text that is hard to read, with its colours and the ratio. */
export function faintTexts(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found = new Map();
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    const text = data.trim();
    if (text === '' || parentElement.closest('style, script') !== null || !parentElement.checkVisibility()) continue;
    const behind = backgroundOf(parentElement);
    const front = over(inkOf(parentElement), behind);
    const ratio = contrast(front, behind);
    if (ratio < ENOUGH) found.set(text, `"${text}": ${front} on ${behind} is ${ratio.toFixed(2)}`);
  }
  return [...found.values()];
}

/** With the opacity of all that it lies in. */
function inkOf(element) {
  const style = getComputedStyle(element);
  const [r, g, b, alpha] = rgba(element.namespaceURI.endsWith('/svg') ? style.fill : style.color);
  return [r, g, b, lineOf(element).reduce((left, one) => left * Number(getComputedStyle(one).opacity), alpha)];
}

function backgroundOf(element) {
  const layers = lineOf(element).map(paintOf);
  return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255]);
}

/** What an element paints behind its content; of a node of a diagram that is its shape. */
function paintOf(element) {
  const shape = element.matches('g.node') ? element.querySelector(SHAPES) : null;
  return rgba(shape === null ? getComputedStyle(element).backgroundColor : getComputedStyle(shape).fill);
}

function lineOf(element) {
  return element === null ? [] : [element, ...lineOf(element.parentElement)];
}

function over([r, g, b, alpha], below) {
  return [r, g, b].map((value, index) => Math.round(value * alpha + below[index] * (1 - alpha)));
}

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** Any colour that CSS can name; the canvas knows them all. */
function rgba(color) {
  if (!CSS.supports('color', color)) throw new Error(`no plain colour: ${color}`);
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, alpha / 255];
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color) {
  const [r, g, b] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
