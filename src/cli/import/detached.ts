/**
 * A copy of a text that is kept for long. V8 makes a part of a string as a view of the whole, so that the id of an entry
 * would hold its document in memory.
 */
export const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
