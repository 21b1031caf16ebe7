/** What a writer tells as soon as it is so. What it told is what the store had accepted. */
export type Told =
  /** Its store is open, and it begins. */
  | { readonly kind: 'began' }
  | { readonly kind: 'created'; readonly id: string; readonly ref: string }
  /** `by`: what stands in the metadata of the entry, no other entry's. */
  | { readonly kind: 'stepped'; readonly id: string; readonly by: string; readonly seq: number; readonly hash: string }
  /** It is about to ask for it: whether it came to that is known only where `deleted` follows. */
  | { readonly kind: 'deleting'; readonly id: string }
  | { readonly kind: 'deleted'; readonly id: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export type Tell = (told: Told) => void;

/** A step that was accepted. */
export type Stepped = Extract<Told, { readonly kind: 'stepped' }>;
