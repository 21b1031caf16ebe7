import type { Title } from '../../report/standing/index.ts';
import type { Tone } from './lines.ts';

/** How the sign of a title looks on a terminal: as a colour of its words. */
export const SIGN_TONES: { readonly [sign in Title['sign']]: Tone } = {
  '✅': 'good',
  '⏳': 'pending',
  '❌': 'bad',
  '⚠️': 'pending',
  '⏹️': 'strong',
};
