import { afterAll, beforeAll } from 'vitest';
import { type Look, type Measures, startBrowser, type Text, Viewer } from '../../scripts/pictures/browser.ts';

interface Window {
  /** Shows a text as GitHub does and measures it; `unfolded`: with all that is folded laid open. */
  measure(text: Text, look: Look, unfolded?: 'unfolded'): Promise<Measures>;
}

/** A window of a browser that is there for all tests of a file. */
export function openWindow(): Window {
  let close = (): Promise<void> => Promise.resolve();
  let viewer: Viewer | null = null;
  beforeAll(async () => {
    const browser = await startBrowser();
    close = () => browser.close();
    viewer = await Viewer.open(browser);
  });
  afterAll(() => close());
  return {
    async measure(text, look, unfolded) {
      if (viewer === null) throw new Error('the browser did not start');
      await viewer.show(text, look);
      if (unfolded !== undefined) await viewer.unfold();
      return viewer.measure();
    },
  };
}
