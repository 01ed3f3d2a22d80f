/**
 * The roles and groups of the Podcast Taxonomy (https://podcasttaxonomy.com/), as the podcast namespace lists them:
 * https://github.com/Podcastindex-org/podcast-namespace/blob/main/taxonomy.json
 */

const taxonomy: Readonly<Record<string, string>> = {
  'creative direction':
    'director, assistant director, executive producer, senior producer, producer, associate producer, development producer, creative director',
  cast: 'host, co-host, guest host, guest, voice actor, narrator, announcer, reporter',
  writing:
    'author, editorial director, co-writer, writer, songwriter, guest writer, story editor, managing editor, script editor, script coordinator, researcher, editor, fact checker, translator, translater, transcriber, logger',
  'audio production':
    'studio coordinator, technical director, technical manager, audio engineer, remote recording engineer, post production engineer',
  'audio post-production':
    'audio editor, sound designer, foley artist, composer, theme music, music production, music contributor',
  administration:
    'production coordinator, booking coordinator, production assistant, content manager, marketing manager, sales representative, sales manager',
  visuals: 'graphic designer, cover art designer',
  community: 'social media manager',
  'misc.': 'consultant, intern',
  'video production': 'camera operator, lighting designer, camera grip, assistant camera',
  'video post-production': 'editor, assistant editor',
};

/** `Co-Host`, `cohost` and `co_host` are the same. */
const folded = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const byFold = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [folded(name), name]));

const groups = byFold(Object.keys(taxonomy));
const roles = byFold(Object.values(taxonomy).flatMap((names) => names.split(', ')));

/** A role in the spelling of the taxonomy; undefined: it has none like this. */
export const knownRole = (written: string): string | undefined => roles.get(folded(written));
export const knownGroup = (written: string): string | undefined => groups.get(folded(written));
