// Names for plain types of generated/messages.ts.

/** Names an element in the script's table. */
export type Handle = number;
