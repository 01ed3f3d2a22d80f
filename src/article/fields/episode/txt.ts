/** Texts that services ask for in the feed of a show, or in an episode. */

import type { Txt } from '../../episode.ts';
import { limits } from '../../../limits.ts';
import { tidyText } from '../../text.ts';
import { Quota } from '../quota.ts';
import { itemsOf, textUnder, type ReadShared } from '../read.ts';
import { cut, shortened, unreadable } from './texts.ts';

/** Texts, or `{text, purpose}`. A text is for programs, so that its markup stays. */
export const readTxt: ReadShared<Txt[]> = (value, context, key) => {
  const quota = new Quota(limits.episodeValues, 'texts for services', context.owner);
  const texts = Array.from(itemsOf(value)).flatMap((item): Txt[] => {
    const written = item.kind === 'map' ? textUnder(item, ['text', 'value']) : tidyText(item.text);
    if (!written) {
      unreadable(item, context, key, 'has no text', 'write one, like {text: …, purpose: verify}');
      return [];
    }
    if (!quota.take(item.at)) return [];
    const purposeWritten = textUnder(item, ['purpose']);
    const purpose =
      purposeWritten && shortened(purposeWritten, limits.episodeName, item.at, context, '"purpose"');
    return [
      {
        text: cut(written, limits.txtText, item.at, context, `"${key}"`),
        ...(purpose && { purpose }),
      },
    ];
  });
  quota.report(context.warn);
  return texts.length > 0 ? texts : undefined;
};
