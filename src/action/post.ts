// The `post` step runs even after the job was cancelled, to free what the main step left behind. Nothing is left behind
// as long as no lock is taken, so it ends at once and says nothing.
export {};
