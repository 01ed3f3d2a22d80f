/**
 * How long a condition is awaited, and how often it is looked at, ms. The limit is for a machine that has much else to do: it
 * is met only by what never comes true.
 */
export const soon = { timeout: 60_000, interval: 20 };
