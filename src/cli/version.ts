declare const LOOPFORGE_VERSION: string | undefined;

/** The version of the package; the build puts it in. */
export const VERSION = typeof LOOPFORGE_VERSION === 'string' ? LOOPFORGE_VERSION : 'unbuilt';
