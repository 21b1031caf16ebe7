/** Of what is spoken. */
export interface About {
  /** The issue's number; null: it is a pull request, or it is not known which. */
  readonly issue: number | null;
  /** Whether a close as not planned would be taken; left out: that is not known. */
  readonly canBeSetAside?: boolean;
}

export const ABOUT_NOTHING: About = { issue: null };
