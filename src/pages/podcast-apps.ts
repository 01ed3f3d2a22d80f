/** Apps that subscribe to a podcast by its address. The schemes are those that the apps register. */

const schemeless = (feed: string): string => feed.replace(/^https?:\/\//, '');

export const podcastApps: readonly { name: string; link: (feed: string) => string }[] = [
  { name: 'Apple Podcasts', link: (feed) => `podcast://${schemeless(feed)}` },
  { name: 'Overcast', link: (feed) => `overcast://x-callback-url/add?url=${encodeURIComponent(feed)}` },
  { name: 'Pocket Casts', link: (feed) => `pktc://subscribe/${schemeless(feed)}` },
  // A page of the project, which opens the app or says how to get it.
  {
    name: 'AntennaPod',
    link: (feed) => `https://antennapod.org/deeplink/subscribe?url=${encodeURIComponent(feed)}`,
  },
];
