/** Embedded players → links: neither feed readers nor the pages of the site load foreign frames. */

interface Player {
  name: string;
  /** Matches the address of the frame; the first group is the id. */
  frame: RegExp;
  /** The page of the same video by its id; absent: the frame's own address. */
  page?: (id: string) => string;
}

const players: readonly Player[] = [
  {
    name: 'YouTube',
    frame: /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/(?!videoseries)([\w-]+)/,
    page: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    name: 'Bilibili',
    frame: /^https?:\/\/(?:player|www)\.bilibili\.com\/.*[?&]bvid=(BV\w+)/,
    page: (id) => `https://www.bilibili.com/video/${id}`,
  },
  {
    name: 'Bilibili',
    frame: /^https?:\/\/(?:player|www)\.bilibili\.com\/.*[?&]aid=(\d+)/,
    page: (id) => `https://www.bilibili.com/video/av${id}`,
  },
  {
    name: 'Vimeo',
    frame: /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/,
    page: (id) => `https://vimeo.com/${id}`,
  },
  {
    name: 'Dailymotion',
    frame: /^https?:\/\/(?:www\.|geo\.)?dailymotion\.com\/(?:embed\/video\/|player.*[?&]video=)(\w+)/,
    page: (id) => `https://www.dailymotion.com/video/${id}`,
  },
  {
    name: '腾讯视频',
    frame: /^https?:\/\/v\.qq\.com\/.*[?&]vid=(\w+)/,
    page: (id) => `https://v.qq.com/x/page/${id}.html`,
  },
  {
    name: '优酷',
    frame: /^https?:\/\/player\.youku\.com\/embed\/([\w=]+)/,
    page: (id) => `https://v.youku.com/v_show/id_${id}.html`,
  },
  {
    name: '网易云音乐',
    frame: /^https?:\/\/music\.163\.com\/outchain\/player\?(?=(?:.*&)?type=2(?:&|$))(?:.*&)?id=(\d+)/,
    page: (id) => `https://music.163.com/song?id=${id}`,
  },
  {
    name: 'Spotify',
    frame: /^https?:\/\/open\.spotify\.com\/embed\/(\w+\/\w+)/,
    page: (id) => `https://open.spotify.com/${id}`,
  },
  {
    name: 'CodePen',
    frame: /^https?:\/\/codepen\.io\/([\w-]+)\/embed\//,
  },
];

/** The page of a frame's content, and the label of the link. @param address absolute @param title the author's */
export function linkOfFrame(address: string, title: string): { href: string; label: string } {
  for (const { name, frame, page } of players) {
    const id = frame.exec(address)?.[1];
    if (id !== undefined) return { href: page?.(id) ?? address, label: `▶ ${title || name}` };
  }
  return { href: address, label: title || (URL.parse(address)?.host ?? address) };
}
