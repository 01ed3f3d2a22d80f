/** The kinds of deliveries, and how each is sent. */

import type { Send } from '../context.ts';
import type { DeliveryKind } from '../tables/deliveries.ts';
import { sendContent } from './content.ts';
import { sendDenial } from './denied.ts';
import { sendPing } from './ping.ts';
import { sendVerification } from './verify.ts';
import { sendWebhook } from './webhook.ts';

interface Kind {
  send: Send;
  /** Whether one request takes everything that is due for a target, so that there is never a second one beside it. */
  together: boolean;
}

export const kinds: Readonly<Record<DeliveryKind, Kind>> = {
  content: { send: sendContent, together: false },
  verify: { send: sendVerification, together: false },
  denied: { send: sendDenial, together: false },
  webhook: { send: sendWebhook, together: false },
  ping: { send: sendPing, together: true },
};
