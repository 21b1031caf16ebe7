/*
 * What Slack takes of a message. A text is counted as it is sent: `&amp;` is five characters.
 */

/** https://docs.slack.dev/reference/block-kit/blocks */
export const MOST_BLOCKS = 50;
/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const LONGEST_HEADER = 150;
/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const LONGEST_SECTION = 3_000;
/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object, of which a context block is made. */
export const LONGEST_CONTEXT = 3_000;
/** https://docs.slack.dev/reference/methods/chat.postMessage#truncating: what notifications and screen readers are given. */
export const LONGEST_TEXT = 4_000;
/**
 * Of all blocks together, as JSON. Slack documents no such limit, and refuses some 13,200 characters with
 * `msg_blocks_too_long` (https://github.com/slackapi/bolt-js/issues/2509).
 */
export const LONGEST_MESSAGE = 12_000;
