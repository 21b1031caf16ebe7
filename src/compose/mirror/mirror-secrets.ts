/** A password that is shorter stands in half of all texts. */
const SHORTEST = 4;

/** What of a URL may be shown nowhere: all of it, and the password as it is written there and as it is meant. */
export function secretsIn(url: string): readonly string[] {
  const password = URL.canParse(url) ? new URL(url).password : '';
  return [...new Set([url, password, decoded(password)])].filter((secret) => secret.length >= SHORTEST);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
