/** A secret in every form in which it could get out unnoticed. */
export function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  // Without what depends on its neighbours, a text in base64 is found wherever it begins.
  const inBase64 = [0, 1, 2].map((before) => {
    const shifted = Buffer.from('x'.repeat(before) + secret).toString('base64');
    return shifted.slice(before === 0 ? 0 : 4, -4);
  });
  const hex = Buffer.from(secret).toString('hex');
  const json = JSON.stringify(secret).slice(1, -1);
  const escaped = [...secret].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const percent = [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const all = [secret, encodeURIComponent(secret), encodeURI(secret), percent, json, escaped, base64, ...inBase64, hex];
  return [...new Set(all)].filter((form) => form.length >= 6);
}

/** Those forms of the secrets that a text holds, in whatever case. */
export function leaksIn(text: string, secrets: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  return secrets.flatMap(formsOf).filter((form) => lower.includes(form.toLowerCase()));
}
