/** What a show says of itself, at the top of its page. */

import type { ShowCard } from '../store/documents.ts';
import { textLanguage } from './text-language.ts';
import type { View } from './view.ts';

export function ShowIntroduction({ show, view: { site } }: { show: ShowCard; view: View }) {
  const { title, category, description, image, language } = show;
  const lang = textLanguage(language, site.language, description);
  return (
    <section class="show">
      <img src={image} alt="" width="160" height="160" />
      <div>
        {title !== undefined && title !== category && (
          <p lang={lang}>
            <strong>{title}</strong>
          </p>
        )}
        <p lang={lang}>{description}</p>
      </div>
    </section>
  );
}
