/** A restored note in a restored note is eight levels deep; nothing that we write comes near this. */
const MAX_DEPTH = 64;

const QUOTE = 34;
const BACKSLASH = 92;

/** Whether JSON text nests arrays and objects at most `MAX_DEPTH` deep; looks at each character once, parses nothing. */
export function boundedDepth(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(text, at);
    else if (opens(unit)) depth++;
    else if (closes(unit)) depth--;
    if (depth > MAX_DEPTH) return false;
  }
  return true;
}

/** Position of the closing quote, or the end of a text that has none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) at++;
    else if (unit === QUOTE) return at;
  }
  return text.length;
}

function opens(unit: number): boolean {
  return unit === 91 || unit === 123;
}

function closes(unit: number): boolean {
  return unit === 93 || unit === 125;
}
